import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { issuesText, says } from '../../src/core/issues.ts';

const of = (schema: z.ZodType, value: unknown) => issuesText(schema.safeParse(value).error?.issues ?? []);

describe('what is wrong with a value is said in both languages', () => {
  test.each([
    [z.string(), 1, 'must be text', '应为文字'],
    [z.string().min(1), '', 'must not be empty', '不能为空'],
    [z.string().max(300), 'x'.repeat(301), 'must have at most 300 characters', '最多应有 300 个字'],
    [z.coerce.number(), 'x', 'must be a number', '应为数字'],
    [z.number().min(500), 12, 'must be at least 500', '不能小于 500'],
    [z.number().min(1), 0, 'must be at least 1', '不能小于 1'],
    [z.number().max(64), 65, 'must be at most 64', '不能大于 64'],
    [z.number().int(), 1.5, 'must be a whole number', '应为整数'],
    [z.enum(['auto', 'never']), 'x', 'must be one of auto, never', '应为以下之一：auto、never'],
    [z.literal('persona/1'), 'x', 'must be persona/1', '应为 persona/1'],
    [z.iso.date(), 'x', 'must be a date like 2026-04-05', '应为日期，如 2026-04-05'],
    [z.strictObject({}), { a: 1 }, 'a is an unknown key', 'a 是不认识的键'],
    [z.string().refine(() => false, says({ en: 'is odd', zh: '很怪' })), 'x', 'is odd', '很怪'],
    [z.union([z.enum(['card']), z.number()]), 'x', 'must be card, or must be a number', '应为 card，或应为数字'],
  ])('%#', (schema, value, en, zh) => {
    expect(of(schema, value)).toEqual({ en, zh });
  });

  test('of an unknown key, which one was meant', () => {
    const { error } = z.strictObject({ timeZone: z.string().optional() }).safeParse({ timezone: 'x' });
    expect(issuesText(error?.issues ?? [], ['timeZone'])).toEqual({
      en: 'timezone is an unknown key: timeZone?',
      zh: 'timezone 是不认识的键：是否为 timeZone？',
    });
  });

  test('places in a file are named', () => {
    const schema = z.object({ subject: z.object({ name: z.string() }), names: z.array(z.string().min(1)) });
    expect(of(schema, { subject: {}, names: ['', ''] })).toEqual({
      en: 'subject.name must be text; names.0 must not be empty; names.1 must not be empty',
      zh: 'subject.name 应为文字；names.0 不能为空；names.1 不能为空',
    });
  });
});
