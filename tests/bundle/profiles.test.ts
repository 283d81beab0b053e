import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { PROFILES } from '../../src/bundle/profiles.ts';
import { runCli } from '../support/run-cli.ts';

const printed = PROFILES.flatMap(({ id, notes, consent }) =>
  [...notes, ...(consent ? [consent] : [])].map((text) => ({ id, text })),
);

describe('profiles', () => {
  test('everything of them that is printed as prose has both languages, and the Chinese is Chinese', () => {
    expect(printed.length).toBeGreaterThan(100);
    for (const { id, text } of printed) {
      expect(text, id).toEqual({ en: expect.stringMatching(/\S/u), zh: expect.stringMatching(/\p{Script=Han}/u) });
      expect(text.en, id).not.toMatch(/\p{Script=Han}/u);
    }
  });

  test('a figure or a parameter of a note stands in both of its languages', () => {
    const kept = (text: string) => text.match(/\d+(?:[.,]\d+)*|\w+(?:_\w+)+/gu) ?? [];
    for (const { id, text } of printed)
      for (const word of kept(text.en)) expect(text.zh, `${id}: ${word}`).toContain(word);
  });

  test('Chinese output tells them in Chinese', async () => {
    const ids = PROFILES.map(({ id }) => id);
    const { out } = await runCli(fileURLToPath(new URL('.', import.meta.url)), ['backends', ...ids, '--lang', 'zh']);
    for (const { text } of printed) {
      expect(out).toContain(text.zh);
      expect(out).not.toContain(text.en);
    }
    expect(out).not.toContain('英文');
  });
});

const research = fileURLToPath(new URL('../../../shared/backends/profiles.json', import.meta.url));
/** What a service has changed since the notes were made: what it said, and what it says. */
const CHANGED: Readonly<Record<string, string>> = {
  'The sample must be a public URL.': 'The sample goes along as a data URI; a public URL is taken too.',
};
test.skipIf(!existsSync(research))('their English is that of the notes they were made from', () => {
  const { profiles } = JSON.parse(readFileSync(research, 'utf8'));
  const now = (notes: string[]) => notes.map((note) => CHANGED[note] ?? note);
  const known = new Map(
    (profiles as { id: string; notes: string[] }[]).map((profile) => [
      profile.id,
      { ...profile, notes: now(profile.notes) },
    ]),
  );
  for (const { id, notes, consent } of PROFILES)
    expect(known.get(id), id).toMatchObject({ notes: notes.map(({ en }) => en), consent: consent?.en ?? null });
});
