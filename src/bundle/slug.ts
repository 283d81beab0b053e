import { createHash } from 'node:crypto';
import type { PersonaConfig } from '../core/persona.ts';
import { isDeviceName } from '../core/portable-name.ts';

/** An ASCII name for ids, speakers and files: a name of the person that is ASCII already, else a hash of the name. */
export function slugOf(persona: PersonaConfig): string {
  for (const name of [persona.subject.name, ...persona.subject.names]) {
    const ascii = name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .trim()
      .replace(/[\s.]+/gu, '-');
    if (/^[A-Za-z][A-Za-z0-9_-]{1,30}$/u.test(ascii) && !isDeviceName(ascii)) return ascii;
  }
  return `persona-${createHash('sha256').update(persona.subject.name.normalize('NFC')).digest('hex').slice(0, 6)}`;
}
