import { PersonaError } from '../../core/errors.ts';
import { assertLock, type Key, type Lock, readIdentities } from '../../io/age.ts';
import type { Context } from '../command.ts';

/** From the environment, for scripts; else asked for, hidden. Never a flag: those stay in the shell's history. */
const VARIABLE = 'PERSONA_PASSPHRASE';

/** How to lock a bundle: recipients, else a passphrase, asked for twice. Throws `missing-answer` and `bad-recipient`. */
export async function askLock(context: Context, command: string, recipients: readonly string[]): Promise<Lock> {
  if (recipients.length) {
    await assertLock({ recipients });
    return { recipients };
  }
  const given = context.env.variables[VARIABLE];
  if (given) return { passphrase: given };
  if (!context.ask)
    throw new PersonaError('missing-answer', {
      missing: [`${VARIABLE} (environment)`, '--recipient <age1…>'],
      command,
    });
  const passphrase = await context.ask.secret({ en: 'Passphrase for the bundle?', zh: '给数据包设一个口令：' });
  const again = await context.ask.secret({ en: 'Once more?', zh: '请再输一次：' });
  if (!passphrase || passphrase !== again) throw new PersonaError('passphrases-differ');
  return { passphrase };
}

/** How to open a bundle: an identity file, else the passphrase. Throws `missing-answer`. */
export async function askKey(context: Context, command: string, identity: string | undefined): Promise<Key> {
  if (identity) return { identities: await readIdentities(identity) };
  const given = context.env.variables[VARIABLE];
  if (given) return { passphrase: given };
  if (!context.ask)
    throw new PersonaError('missing-answer', { missing: [`${VARIABLE} (environment)`, '--identity <file>'], command });
  return { passphrase: await context.ask.secret({ en: 'Passphrase?', zh: '口令：' }) };
}
