import type { PersonaConfig } from '../core/persona.ts';
import type { Bubble, Dialogue, Lang } from '../core/types.ts';
import type { CorpusInput } from './corpus.ts';

/** Ids that WeChat gives, and QQ numbers. They stand in place of the name where an export does not know it. */
const GIVEN = /^(?:wxid_|gh_)|@(?:chatroom|im\.chatroom|openim|stranger)$|^\d{5,}$/u;
/** The shape of an account that its owner chose. A name may have the same shape, so only an id is proof. */
const CHOSEN = /@|^[\x21-\x7e]*\d[\x21-\x7e]*$/u;

export const isGivenAccount = (name: string): boolean => GIVEN.test(name);
export const mayBeAccount = (name: string): boolean => GIVEN.test(name) || CHOSEN.test(name);

/** The dialogues, with people known only by an account called 联系人1, 联系人2 …, numbered as they appear. */
export function withContactNames(
  corpus: CorpusInput,
  { subject }: Pick<PersonaConfig, 'subject'>,
  lang: Lang,
): CorpusInput {
  const contacts = new Map<string, string>();
  const contact = (account: string): string => {
    const name = contacts.get(account) ?? `${lang === 'zh' ? '联系人' : 'contact '}${contacts.size + 1}`;
    contacts.set(account, name);
    return name;
  };
  const isAccount = (name: string, conversation: string) =>
    isGivenAccount(name) || (name === conversation && mayBeAccount(name));
  const named = (dialogue: Dialogue): Dialogue => {
    const { conversation, context } = dialogue;
    if (!context.some(({ name }) => isAccount(name, conversation))) return dialogue;
    const called = (bubble: Bubble): Bubble => {
      const { role, name } = bubble;
      if (!isAccount(name, conversation)) return bubble;
      return { ...bubble, name: role === 'subject' ? subject.name : contact(name) };
    };
    return { ...dialogue, context: context.map(called) };
  };
  return {
    items: () => corpus.items(),
    dialogues: async function* () {
      for await (const dialogue of corpus.dialogues()) yield named(dialogue);
    },
  };
}
