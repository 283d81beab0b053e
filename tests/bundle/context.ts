import type { BundleInput } from '../../src/bundle/bundle.ts';
import type { BundleCorpus } from '../../src/bundle/corpus.ts';
import { collectCorpus } from '../../src/bundle/corpus.ts';
import { BundleOptions, type WordsChoice } from '../../src/bundle/options.ts';
import { pausesIn } from '../../src/bundle/voice/pauses.ts';
import { PersonaConfig } from '../../src/core/persona.ts';
import type { Dialogue, Item } from '../../src/core/types.ts';
import { PERSONA, type SmallWorkspace, smallWorkspace, speechLike } from './workspace.ts';

export const persona = PersonaConfig.parse(PERSONA);

async function* each<T>(list: readonly T[]): AsyncGenerator<T> {
  yield* list;
}

export const corpusInput = ({ items, dialogues }: Pick<SmallWorkspace, 'items' | 'dialogues'>) => ({
  items: () => each<Item>(items),
  dialogues: () => each<Dialogue>(dialogues),
});

export const corpusOf = (data = smallWorkspace(), choice: Partial<WordsChoice> = {}): Promise<BundleCorpus> =>
  collectCorpus(corpusInput(data), { withoutOnlyMe: false, ...choice });

/** What planBundle is given, of an invented workspace. */
export function bundleInput(
  data: SmallWorkspace = smallWorkspace(),
  options: Record<string, unknown> = {},
  over: Partial<BundleInput> = {},
): BundleInput {
  return {
    persona,
    corpus: corpusInput(data),
    style: null,
    segments: data.segments,
    pauses: new Map(
      data.segments
        .filter(({ seconds }) => seconds >= 7)
        .map(({ id, seconds }, i) => [id, pausesIn({ samples: speechLike(seconds, i), sampleRate: 24_000 })]),
    ),
    options: BundleOptions.parse(options),
    tool: { name: 'persona-toolkit', version: '0.0.0' },
    created: null,
    ...over,
  };
}
