/** Lives in parse/privacy, where the bundle's leak scan uses the same rules. */
export {
  createRedactor,
  REDACT_LEVELS,
  type RedactionKey,
  type RedactLevel,
  type Redactor,
  type RedactorOptions,
} from '../../parse/privacy/redactor.ts';
