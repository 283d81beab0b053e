import type { ExportFile } from '../../../core/export-file.ts';
import { type Comment, type ItemType, type Media, MOMENTS, type ReadItem, type Sender } from '../../../core/types.ts';
import { findMedia } from '../../../parse/find-media.ts';
import { str } from '../../../parse/loose-json.ts';
import type { ReadContext } from '../../reader.ts';
import { ALBUM_COVER } from '../../rows/identity.ts';

/** One Moments post as its exporter tells it. */
export interface Post {
  author: Sender;
  time: ReadItem['time'];
  precision?: 'minute';
  /** The writer's own words, never the title of what was shared. */
  text: string;
  /** As it is written, see postId. */
  id?: string;
  /** `contentStyle` or `type` of the post's XML; see kindOfPost. */
  kind?: number | undefined;
  /** Title of a shared article, song, link or channel video: words of others. */
  title?: string;
  /** Local files as they are written, videos and pictures mixed; no web addresses. */
  files?: readonly string[];
  /** What the post shows, wherever the picture or video lies. */
  shows?: 'image' | 'video' | undefined;
  comments?: readonly Comment[];
  /** Who liked it. They are only noted: a like has no words. */
  likedBy?: readonly Sender[];
  /** Whether the owner of the account wrote it, where the export says so. */
  byOwner?: boolean | undefined;
  /** Only its author could see it. */
  private?: boolean;
}

/** Makes an item of a post, in the same way for all exporters. `record`: 0-based index or 1-based line. */
export function postItem(
  format: string,
  file: ExportFile,
  record: number,
  post: Post,
  context?: Pick<ReadContext, 'listed'>,
): ReadItem {
  if (post.likedBy?.length) context?.listed?.(post.likedBy);
  const media = mediaOf(file, post.files ?? []);
  const type = kindOfPost(post, media);
  const { id, title, precision, comments } = post;
  return {
    kind: 'post',
    type,
    conversation: MOMENTS,
    sender: post.author,
    ...(post.byOwner === undefined ? {} : { direction: post.byOwner ? ('sent' as const) : ('received' as const) }),
    time: post.time,
    ...(precision ? { precision } : {}),
    ...(id ? { messageId: postId(id) } : {}),
    text: post.text.replace(/\r\n?/gu, '\n').trim(),
    ...(title?.trim() ? { title: title.trim() } : {}),
    ...(media ? { media } : {}),
    ...(comments?.length ? { comments: [...comments] } : {}),
    ...(post.private ? { flags: ['private' as const] } : {}),
    source: { format, file: file.path, record },
    // WeChat keeps the cover of an album as a post of its own.
    ...(post.kind === 7 ? { dropped: 'system-line' as const, droppedBy: ALBUM_COVER } : {}),
  };
}

/** An item for a record in place of a post that is no post. */
export function unreadablePost(format: string, file: ExportFile, record: number): ReadItem {
  return {
    kind: 'post',
    type: 'text',
    conversation: MOMENTS,
    sender: { name: '' },
    time: null,
    text: '',
    source: { format, file: file.path, record },
    dropped: 'unreadable',
  };
}

/**
 * 3 official-account article, 4 and 42 song, 5 link from another app, 28 channel video; 15 short video; 1 and 54
 * pictures.
 */
function kindOfPost({ kind, title, shows }: Post, media: Media | undefined): ItemType {
  if (kind === 3 || kind === 4 || kind === 5 || kind === 28 || kind === 42) return 'link';
  if (kind === 15) return 'video';
  if (media && VIDEO.test(media.path)) return 'video';
  if (title?.trim()) return 'link';
  if (media) return 'image';
  return kind === 2 ? 'text' : (shows ?? (kind === 1 || kind === 54 ? 'image' : 'text'));
}

const VIDEO = /\.(?:mp4|mov|m4v|3gp|avi|webm)$/iu;

/**
 * Prefers a video, since a voice may be heard in it; else the first picture that exists, else the first that does not.
 */
function mediaOf(file: ExportFile, written: readonly string[]): Media | undefined {
  const found = written.map((path) => findMedia(file, path)).filter(({ path, ambiguous }) => path !== '' || ambiguous);
  return found.find(({ path }) => VIDEO.test(path)) ?? found.find(({ missing }) => !missing) ?? found[0];
}

/** A comment; null for one without words (a sticker), which leaves nothing to keep. */
export function comment(
  sender: Sender,
  text: unknown,
  more: { time?: string | undefined; replyTo?: string | undefined } = {},
): Comment[] {
  const words = str(text).replace(/\r\n?/gu, '\n').trim();
  if (!words) return [];
  return [
    {
      sender,
      text: words,
      ...(more.time ? { time: more.time } : {}),
      ...(more.replyTo ? { replyTo: more.replyTo } : {}),
    },
  ];
}

/** The people of a list of likes, in which they stand as names, ids or objects. */
export const likers = <Like>(likes: readonly Like[], senderOf: (like: Like) => Sender): Sender[] =>
  likes.map(senderOf).filter(({ name }) => name !== '');

export function sender(id: unknown, name: unknown): Sender {
  const known = str(id);
  return { ...(known ? { id: known } : {}), name: str(name) || known };
}

/**
 * The id of a post in the one form that most exporters write, as text. All ids that WeChat has given to posts are 64-bit
 * numbers with the highest bit set; exporters that have no unsigned numbers write them below 0 (`tid` of wx-cli) or
 * without that bit (snskit). Anything else is left as it is.
 */
export function postId(written: string): string {
  return ID_OF_64_BITS.test(written) ? BigInt.asUintN(64, BigInt(written) | HIGHEST_BIT).toString() : written;
}
const ID_OF_64_BITS = /^(?:-\d{1,19}|\d{19})$/u;
const HIGHEST_BIT = 1n << 63n;
