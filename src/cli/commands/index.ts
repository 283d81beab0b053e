// One line a command; main.ts has their order on the help page.

export { audioCleanCommand } from './audio-clean.ts';
export { backendsCommand } from './backends.ts';
export { bundleCommand } from './bundle.ts';
export { checkCommand } from './check.ts';
export { demoCommand } from './demo.ts';
export { doctorCommand } from './doctor.ts';
export { evalCommand } from './eval.ts';
export { explainCommand } from './explain.ts';
export { forgetCommand } from './forget.ts';
export { formatsCommand } from './formats.ts';
export { ingestCommand } from './ingest.ts';
export { initCommand } from './init.ts';
export { modelsCommand } from './models.ts';
export { openCommand } from './open.ts';
export { verifyCommand } from './verify.ts';
