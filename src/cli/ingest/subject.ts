import { PersonaError } from '../../core/errors.ts';
import { PersonaConfig } from '../../core/persona.ts';
import type { Context } from '../command.ts';

/** The shape of ids of WeChat and QQ; anything else is a name until an export says otherwise. */
const ID = /^(?:wxid_\w+|gh_\w+|\d{5,12})$/u;

/** persona.json; in a folder without one `--subject` makes it, with the consent left open. Throws `nobody-named`. */
export async function loadOrStart({ workspace, flags, dryRun }: Context): Promise<PersonaConfig> {
  const config = await workspace.load();
  if (config) return config;
  const typed = (flags.subject as string[] | undefined) ?? [];
  if (typed.length === 0) throw new PersonaError('nobody-named', { dir: workspace.dir });
  const names = typed.filter((value) => !ID.test(value));
  const ids = typed.filter((value) => ID.test(value));
  const [name = '', ...others] = [...names, ...ids];
  const started = PersonaConfig.parse({
    schema: 'persona/1',
    subject: { name, names: others.filter((each) => !ids.includes(each)), ids },
  });
  if (!dryRun) await workspace.save(started);
  return started;
}
