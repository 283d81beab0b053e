/** Lives in parse/privacy, where the bundle's leak scan uses the same rules. */
export type { RedactionKey } from '../../parse/privacy/key.ts';
export type { RedactLevel } from '../../parse/privacy/levels.ts';
export { createRedactor, type Redactor, type RedactorOptions } from '../../parse/privacy/redactor.ts';
