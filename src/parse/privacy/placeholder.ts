import type { Text } from '../../core/types.ts';
import { RULES } from './rules/index.ts';

/** What stands for a third person in strict mode. */
export const PERSON_LABEL: Text = { zh: '亲友', en: 'person' };

const LABELS = [...RULES.map(({ label }) => label), PERSON_LABEL].flatMap(({ zh, en }) => [zh, en]);

/** Every placeholder of either language in a text: `[电话1]`, `[phone 1]` too. Has the flag `g`: mind `lastIndex`. */
export const PLACEHOLDER = new RegExp(`[\\[［](?:${LABELS.join('|')}) ?\\d{1,9}[\\]］]`, 'gu');
