import type { Dialogue, Lang } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import type { OwnComment, OwnItem } from '../corpus.ts';
import { roundRobin } from '../round-robin.ts';
import { day } from './claims.ts';
import { type OwnText, Page, piece, type Section } from './page.ts';
import { mmr } from './similarity.ts';
import { type TalkExcerpt, talks } from './talks.ts';

export interface OwnWords {
  /** Null where not even one piece fits. */
  text: string | null;
  /** How many of each it holds. Essays are whole; an essay of which only parts fit counts as an excerpt. */
  counts: Record<Section | 'excerpts', number>;
  /** How many there were to choose from. */
  of: Record<Section, number>;
}

export interface OwnWordsInput {
  name: string;
  own: readonly OwnItem[];
  comments: readonly OwnComment[];
  dialogues: readonly Dialogue[];
  budget: number;
  lang: Lang;
}

/**
 * Essays may take this share before posts and dialogues have their turn; what is left over at the end goes to essays.
 */
const ESSAY_SHARE = 0.6;
const POST_SHARE = 0.4;
/** A small share: comments are short, and many say as little as a nod. */
const COMMENT_SHARE = 0.05;
/** Tokens of an essay's first excerpt: a lead and a few paragraphs. It grows at the end if there is room. */
const EXCERPT = 800;
/** A small budget has room for at least this many stretches of talks. */
const STRETCHES = 24;
/** Tokens of a stretch, least and most. A longer stretch would tell more of one day than of a life. */
const STRETCH = [60, 600] as const;

/**
 * prompt/own-words.md: first whole essays, then posts and comments, then talks spread over years and people, until the
 * budget is used up.
 */
export function ownWords(input: OwnWordsInput): OwnWords {
  const written = input.own.filter(({ flags, text }) => !flags?.includes('copied') && text.trim());
  const essays = rankEssays(written.filter(({ kind }) => kind === 'essay'));
  const posts = choosePosts(written.filter(({ kind }) => kind === 'post')).map(postPiece);
  const comments = choosePosts(input.comments).map((comment) => commentPiece(comment, input));
  const page = new Page(input);
  page.upTo(ESSAY_SHARE, (room) => {
    for (const essay of essays) page.takeEssay(essay, room(), EXCERPT);
  });
  page.upTo(POST_SHARE, (room) => {
    for (const post of posts) page.take(post, room());
  });
  page.upTo(COMMENT_SHARE, (room) => {
    for (const comment of comments) page.take(comment, room());
  });
  const most = Math.min(STRETCH[1], Math.max(STRETCH[0], page.left / STRETCHES));
  const said = talks(input.dialogues, { name: input.name, most }).map(talkPiece);
  for (const each of [...said, ...posts, ...comments]) page.take(each);
  for (const essay of essays) page.growEssay(essay);
  const sum = (pieces: readonly OwnText[]) => pieces.reduce((total, { count }) => total + count, 0);
  const held = (section: Section) => sum(page.pieces.filter((piece) => piece.section === section && !piece.excerpt));
  return {
    text: page.pieces.length ? page.render() : null,
    counts: {
      essays: held('essays'),
      excerpts: page.pieces.filter((piece) => piece.excerpt).length,
      posts: held('posts'),
      comments: held('comments'),
      dialogues: held('dialogues'),
    },
    of: { essays: essays.length, posts: posts.length, comments: comments.length, dialogues: sum(said) },
  };
}

/** One entry of a list, with its day. */
const entry = (time: string | null, text: string) =>
  `\n- ${day(time) ?? ''} ${text.trim().replace(/\s*\n\s*/gu, '\n  ')}\n`;

const postPiece = ({ id, time, text }: OwnItem) => piece('posts', id, time, entry(time, text));

function commentPiece({ id, time, text, to }: OwnComment, { lang }: OwnWordsInput): OwnText {
  const whom = to && (lang === 'zh' ? `（回复${to}）` : `(to ${to}) `);
  return piece('comments', id, time, entry(time, whom + text));
}

const talkPiece = ({ place, start, text, exchanges }: TalkExcerpt) =>
  piece('dialogues', place, start, `\n${day(start) ?? ''}\n${text}`, exchanges);

/** Newest and longest first, by the sum of both ranks: neither a long old essay nor a short new one always wins. */
function rankEssays(essays: readonly OwnItem[]): OwnItem[] {
  const rankBy = (compare: (a: OwnItem, b: OwnItem) => number) =>
    new Map([...essays].sort((a, b) => compare(a, b) || (a.id < b.id ? -1 : 1)).map((item, rank) => [item, rank]));
  const age = rankBy((a, b) => (a.time === b.time ? 0 : (a.time ?? '') > (b.time ?? '') ? -1 : 1));
  const size = rankBy((a, b) => b.text.length - a.text.length);
  const total = (item: OwnItem) => (age.get(item) ?? 0) + (size.get(item) ?? 0);
  return [...essays].sort((a, b) => total(a) - total(b) || (a.id < b.id ? -1 : 1));
}

/** Most posts, or comments, of a year that are compared with each other; the shorter ones beyond this come last. */
const COMPARED = 500;

/** Posts, or comments, of every year in turn; those that say something and are unlike each other come first. */
function choosePosts<T extends Pick<OwnItem, 'id' | 'time' | 'text'>>(posts: readonly T[]): T[] {
  const years = new Map<string, T[]>();
  for (const post of [...posts].sort((a, b) => (a.id < b.id ? -1 : 1)))
    upsert(years, post.time?.slice(0, 4) ?? '', () => []).push(post);
  const ranked = [...years.values()].map((list) => {
    list.sort((a, b) => b.text.length - a.text.length || (a.id < b.id ? -1 : 1));
    const top = list.slice(0, COMPARED);
    const order = mmr({
      relevance: top.map(({ text }) => Math.min(1, [...text].length / 60)),
      texts: top.map(({ text }) => text),
      cost: top.map(() => 1),
      allowed: () => true,
      taken: () => {},
    });
    return [...new Set([...order.map((at) => top[at] as T), ...list])];
  });
  return roundRobin(ranked);
}
