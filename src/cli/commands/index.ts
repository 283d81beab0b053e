import type { CommandSpec } from '../command.ts';

/**
 * One line per command, in the order of the help page: first the main job, then commands that inspect its results, then
 * those about the program. A command is loaded when it is called: loading all takes a third of a second.
 */
export const COMMANDS: Readonly<Record<string, () => Promise<CommandSpec>>> = {
  init: async () => (await import('./init.ts')).initCommand,
  ingest: async () => (await import('./ingest.ts')).ingestCommand,
  'audio-clean': async () => (await import('./audio-clean.ts')).audioCleanCommand,
  check: async () => (await import('./check.ts')).checkCommand,
  bundle: async () => (await import('./bundle.ts')).bundleCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  open: async () => (await import('./open.ts')).openCommand,
  explain: async () => (await import('./explain.ts')).explainCommand,
  forget: async () => (await import('./forget.ts')).forgetCommand,
  eval: async () => (await import('./eval.ts')).evalCommand,
  formats: async () => (await import('./formats.ts')).formatsCommand,
  backends: async () => (await import('./backends.ts')).backendsCommand,
  models: async () => (await import('./models.ts')).modelsCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
  demo: async () => (await import('./demo.ts')).demoCommand,
};
