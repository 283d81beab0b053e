import { simplified } from '../../core/simplified.ts';
import { loadDictionary, wordsOf } from '../../parse/dictionary.ts';
import { bareNames } from '../../parse/privacy/bare-names.ts';
import { isFamiliar } from '../../parse/privacy/surnames.ts';

/**
 * Of some names, and of what is left of them without trimmings, returns those that are everyday words or made of such
 * words alone: 天天, 高兴, 不知道. Jieba's dictionary decides; without its package the set is empty. What the dictionary tags
 * as a person's name is no everyday word.
 */
export async function everydayWords(names: Iterable<string>): Promise<ReadonlySet<string>> {
  const asked = new Set([...names].flatMap((name) => [name, ...bareNames(name)]).filter((name) => HAN.test(name)));
  if (asked.size === 0) return asked;
  const dictionary = await loadDictionary();
  if (!dictionary) return new Set();
  const known = wordsIn(wordsOf([...asked].map(simplified), dictionary));
  return new Set([...asked].filter((name) => !isFamiliar(name) && isMadeOf(known, simplified(name))));
}

const HAN = /^\p{Script=Han}{2,}$/u;
/** Uses in the texts that the dictionary was counted in: 婷婷 and 豆豆 have 3, 小草 has 50. */
const LEAST_FREQUENCY = 50;
/** Single characters that may stand beside a word without making it a name: 不知道, 很高兴. */
const PARTICLES = new Set('不没很太真最好都也就还在是有的了着过吧呢你我他她它一爱想要');

/** Words of the dictionary, whose lines are `word frequency tag`; the tags nr, nrt and nrfg are people. */
function wordsIn(dictionary: Uint8Array): ReadonlySet<string> {
  const words = new Set<string>();
  for (const line of new TextDecoder().decode(dictionary).split('\n')) {
    const [word = '', frequency = '', tag = ''] = line.split(' ');
    if (word.length > 1 && Number(frequency) >= LEAST_FREQUENCY && !tag.startsWith('nr')) words.add(word);
  }
  return words;
}

function isMadeOf(words: ReadonlySet<string>, name: string): boolean {
  /** By length: whether that many first characters are words, and one of them is more than a particle. */
  const reached: ('no' | 'particles' | 'words')[] = ['particles'];
  for (let end = 1; end <= name.length; end++) {
    reached[end] = 'no';
    for (let start = 0; start < end; start++) {
      if (reached[start] === 'no') continue;
      const part = name.slice(start, end);
      if (words.has(part)) reached[end] = 'words';
      else if (PARTICLES.has(part) && reached[end] === 'no') reached[end] = reached[start] ?? 'no';
    }
  }
  return reached[name.length] === 'words';
}
