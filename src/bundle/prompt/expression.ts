import type { Dialogue, Lang } from '../../core/types.ts';
import type { OwnItem } from '../corpus.ts';
import { longForm, messageLength, messagesPerTurn } from './expression/length.ts';
import { emoji, endings, laughter, particles } from './expression/marks.ts';
import { questions } from './expression/questions.ts';
import { shortAnswers, wholePhrases } from './expression/said-again.ts';
import { script } from './expression/script.ts';
import type { Claim } from './profile.ts';
import { Told } from './told.ts';

/**
 * Figures about how the person writes, each as a rule that a model can follow, one by one: each reads all messages.
 * `told`: what other lines quote already.
 */
export function* expressionClaims(
  own: readonly OwnItem[],
  dialogues: readonly Dialogue[],
  lang: Lang,
  told: Told = new Told(),
): Generator<Claim> {
  const chat = own.filter(
    ({ kind, type, flags }) => kind === 'message' && type === 'text' && !flags?.includes('copied'),
  );
  const figures = [
    () => script(own, lang),
    () => messageLength(chat, lang),
    () => messagesPerTurn(dialogues, lang),
    () => endings(chat, lang),
    () => particles(chat, lang),
    () => laughter(chat, lang),
    () => emoji(chat, lang),
    () => shortAnswers(chat, lang),
    () => wholePhrases(chat, lang, told),
    () => questions(chat, lang),
    () => longForm(own, chat, lang),
  ];
  for (const figure of figures) {
    const made = figure();
    if (made) yield made;
  }
}
