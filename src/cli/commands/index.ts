// One line a command, in the order of the help page.
export { initCommand } from './init.ts';
export { audioCleanCommand } from './audio-clean.ts';
export { checkCommand } from './check.ts';
export { bundleCommand } from './bundle.ts';
export { verifyCommand } from './verify.ts';
