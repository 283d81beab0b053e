import type { z } from 'zod';
import { grouped } from './counted.ts';
import { nearWords } from './near.ts';
import type { Bilingual } from './types.ts';

type Issue = z.core.$ZodIssue;

/**
 * What a schema's rule says about a value that breaks it, in both languages: `.refine(isTimeZone, says({ en, zh }))`.
 */
export const says = (text: Bilingual): { error: string; params: { text: Bilingual } } => ({
  error: text.en,
  params: { text },
});

/** What is wrong with one value, in words that follow the value's name: `must be at least 500`. */
export function issueText(issue: Issue): Bilingual {
  switch (issue.code) {
    case 'invalid_type':
      return mustBe(TYPES[issue.expected] ?? { en: issue.expected, zh: issue.expected });
    case 'invalid_value': {
      const values = issue.values.map(String);
      return values.length === 1
        ? mustBe({ en: values.join(), zh: ` ${values.join()}` })
        : mustBe({ en: `one of ${values.join(', ')}`, zh: `以下之一：${values.join('、')}` });
    }
    case 'too_small':
      return bound(issue.origin, Number(issue.minimum), true);
    case 'too_big':
      return bound(issue.origin, Number(issue.maximum), false);
    case 'invalid_format':
      return issue.format === 'date'
        ? mustBe({ en: 'a date like 2026-04-05', zh: '日期，如 2026-04-05' })
        : { en: 'is not written as it should be', zh: '格式不对' };
    case 'invalid_union':
      return joined(issue.errors.flatMap((branch) => branch.slice(0, 1)).map(issueText), { en: ', or ', zh: '，或' });
    case 'custom':
      return (issue.params?.text as Bilingual | undefined) ?? { en: issue.message, zh: issue.message };
    default:
      return { en: 'is not valid', zh: '不正确' };
  }
}

/**
 * `subject.name must not be empty; timezone is an unknown key: timeZone?`: every place in a file with what is wrong
 * there. `keys`: the keys that the file may hold; they tell which one was meant.
 */
export const issuesText = (issues: readonly Issue[], keys: readonly string[] = []): Bilingual =>
  joined(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => placed([...issue.path, key], unknownKey(key, keys)))
        : [placed(issue.path, issueText(issue))],
    ),
    { en: '; ', zh: '；' },
  );

const placed = (path: readonly PropertyKey[], { en, zh }: Bilingual): Bilingual =>
  path.length ? { en: `${path.join('.')} ${en}`, zh: `${path.join('.')} ${zh}` } : { en, zh };

function unknownKey(key: string, keys: readonly string[]): Bilingual {
  const [near] = nearWords(key, keys, 1);
  return near === undefined
    ? { en: 'is an unknown key', zh: '是不认识的键' }
    : { en: `is an unknown key: ${near}?`, zh: `是不认识的键：是否为 ${near}？` };
}

/** Joins several texts into one line; each is said once. */
export const joined = (texts: readonly Bilingual[], by: Bilingual): Bilingual => ({
  en: [...new Set(texts.map(({ en }) => en))].join(by.en),
  zh: [...new Set(texts.map(({ zh }) => zh))].join(by.zh),
});

const mustBe = ({ en, zh }: Bilingual): Bilingual => ({ en: `must be ${en}`, zh: `应为${zh}` });

const TYPES: Readonly<Record<string, Bilingual>> = {
  string: { en: 'text', zh: '文字' },
  number: { en: 'a number', zh: '数字' },
  int: { en: 'a whole number', zh: '整数' },
  boolean: { en: 'true or false', zh: ' true 或 false' },
  array: { en: 'a list', zh: '列表' },
  object: { en: 'an object', zh: '对象' },
  record: { en: 'an object', zh: '对象' },
};

function bound(origin: string, limit: number, least: boolean): Bilingual {
  if (least && limit === 1 && origin !== 'number' && origin !== 'int')
    return { en: 'must not be empty', zh: '不能为空' };
  const n = grouped(limit);
  const [en, zh] = least ? ['at least', '至少'] : ['at most', '最多'];
  if (origin === 'string') return { en: `must have ${en} ${n} characters`, zh: `${zh}应有 ${n} 个字` };
  if (origin === 'array') return { en: `must have ${en} ${n} entries`, zh: `${zh}应有 ${n} 项` };
  return { en: `must be ${en} ${n}`, zh: least ? `不能小于 ${n}` : `不能大于 ${n}` };
}
