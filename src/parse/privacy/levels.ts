/** How much is masked, as `--redact` names it. Separate from the rules, so that the command line need not load them. */
export const REDACT_LEVELS = ['standard', 'strict', 'none'] as const;
export type RedactLevel = (typeof REDACT_LEVELS)[number];
