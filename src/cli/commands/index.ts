// One line a command, in the order of the help page.
export { initCommand } from './init.ts';
export { checkCommand } from './check.ts';
