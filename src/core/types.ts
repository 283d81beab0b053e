/** The shared words of the project; ARCHITECTURE.md explains them. Plain data, no behaviour. */

export type Seconds = number;
export type Hertz = number;

/** A sentence in both languages of the interface. Ids, flags and JSON keys are always English. */
export interface Bilingual {
  en: string;
  zh: string;
}
export type Lang = keyof Bilingual;

// ---------------------------------------------------------------- what was written or said

export const ITEM_KINDS = ['message', 'post', 'essay'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/**
 * The conversation of every Moments post. Moments show what many people wrote; an essay or a QZone post comes from the
 * author's own pages.
 */
export const MOMENTS = 'moments';

export const ITEM_TYPES = [
  'text',
  'voice',
  'image',
  'video',
  'sticker',
  'link',
  'file',
  'location',
  'call',
  'transfer',
  'card',
  'forward',
] as const;
export type ItemType = (typeof ITEM_TYPES)[number];

/**
 * Where an item was read. `record` is a 1-based line or a 0-based index. This place is all that a terminal may show of
 * private text.
 */
export interface Source {
  format: string;
  /** Path of the file inside its export, with `/`. */
  file: string;
  record: number;
  /**
   * The folder or zip that the user named, absolute. `file` is relative to it, and so is `media.path` where that has no
   * root of its own.
   */
  root?: string;
}

export interface Sender {
  /** wxid, account or number; absent where the export has names only. */
  id?: string;
  name: string;
  /**
   * What else the export calls this person: alias, remark, nickname, the account of an article. Only used to tell who
   * is who.
   */
  aliases?: string[];
}

/** What a message answers: words of another message, which never count as this sender's words. */
export interface Quote {
  sender?: string;
  text: string;
  /** Server id of the quoted message, where known. */
  messageId?: string;
}

export interface Media {
  /** Relative to `root`, with `/`. Empty when the export mentions a file without naming it. */
  path: string;
  /** Another folder or zip that the user named, absolute; absent where it is `source.root`. */
  root?: string;
  seconds?: Seconds;
  /** The export names the file, but the file is not there. */
  missing?: true;
  /** Several sounds fit this message, or several messages fit this sound; none is assigned. */
  ambiguous?: true;
  /** The sound lies in the export's page itself, as text, and not in a file. */
  embedded?: true;
}

export interface Comment {
  sender: Sender;
  text: string;
  time?: string;
  replyTo?: string;
  bySubject?: boolean;
}

/** Why something that was read is not an item of the corpus. */
export const DROP_REASONS = [
  'system-line',
  'revoked',
  'unreadable',
  'duplicate',
  'empty',
  'outside-period',
  'not-own-words',
  // Words whose writer the export does not name: WechatExporter's TXT writes a reply without name and time.
  'unknown-sender',
  // Removed with `persona forget`; only the place of such a row is kept.
  'forgotten',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/**
 * What is true of an item and matters to whoever uses it; a flag never deletes anything. `weak-time`: only the file's
 * own time is known. `private`: a post or entry that only its author could see.
 */
export type ItemFlag = 'copied' | 'masked' | 'low-information' | 'no-time' | 'weak-time' | 'private';

/** An item as its export gives it. `ingest` adds id, offset and `bySubject`. */
export interface ReadItem {
  kind: ItemKind;
  type: ItemType;
  /**
   * Stable id of the chat: the partner's wxid or `…@chatroom`, otherwise its name. Posts: `moments`; essays: `essays`.
   */
  conversation: string;
  /** What people call that chat. */
  conversationName?: string;
  group?: boolean;
  /** The two people of a private chat that the export names after both; one of them is the subject. */
  between?: readonly [string, string];
  sender: Sender;
  /** Whether the owner of the account wrote it, where the export says so. */
  direction?: 'sent' | 'received';
  /**
   * Unix seconds, ISO 8601 (local when it has no offset), or a bare date, month (`2015-06`) or year; null where the export
   * gives none.
   */
  time: number | string | null;
  /** How exact `time` is. Default: a second. */
  precision?: 'second' | 'minute' | 'day' | 'month' | 'year';
  /** The server's own id of the message (19 digits, so always a string). */
  messageId?: string;
  /** The exporter's own number of the row: it tells two equal texts in one second from one row written twice. */
  rowId?: string;
  /** Only words that the sender wrote or said (the transcript of a voice message). */
  text: string;
  /** A reply whose words the format leaves out. */
  wordsLeftOut?: true;
  /** Title of an essay or of a shared link. */
  title?: string;
  quote?: Quote;
  media?: Media;
  comments?: Comment[];
  flags?: ItemFlag[];
  source: Source;
  /** Marked, not removed: the writer sorts it into dropped.jsonl. */
  dropped?: DropReason;
  /** The rule that marked the item, for `explain`: a cleaning rule, or what the reader went by (see `DropRule`). */
  droppedBy?: string;
  /** Ids of the cleaning rules that changed or marked the item, in their order. */
  rules?: string[];
}

/** One line of corpus/items.jsonl. */
export interface Item {
  id: string;
  kind: ItemKind;
  /** ISO 8601 with offset in the workspace's zone; a bare date or null where no more is known. */
  time: string | null;
  /** The export gives no seconds. */
  precision?: 'minute';
  conversation: string;
  conversationName?: string;
  group?: boolean;
  sender: Sender;
  /** Whether the owner of the account wrote it, where the export says so. */
  direction?: 'sent' | 'received';
  bySubject: boolean;
  type: ItemType;
  text: string;
  title?: string;
  quote?: Quote;
  media?: Media;
  comments?: Comment[];
  flags?: ItemFlag[];
  /** Ids of the cleaning rules that changed the item, for `explain`. */
  rules?: string[];
  source: Source;
}

/** One line of corpus/dropped.jsonl. The text is kept: nothing that was read is lost. */
export interface DroppedItem extends Omit<Item, 'id' | 'bySubject'> {
  id?: string;
  reason: DropReason;
  /** The cleaning rule that dropped it. For a duplicate, how it was found: `same-id` or `same-message`. */
  rule?: string;
  /** For a duplicate: the id of the item that was kept. */
  keptId?: string;
}

/** One line of corpus/voice.jsonl: a voice message of the subject. */
export interface VoiceMessage {
  /** Id of the item. */
  id: string;
  time: string | null;
  conversation: string;
  /** Null when the export has no file for it. */
  media: Media | null;
  seconds: Seconds | null;
  transcript: string | null;
  source: Source;
}

export interface Bubble {
  role: 'subject' | 'other';
  name: string;
  text: string;
}

/** What is true of a dialogue and matters to whoever uses it. */
export type DialogueFlag =
  /** The subject opens the session: there is no question, and the context is empty. */
  | 'initiation'
  /** The subject goes on after a pause without an answer: the last turn of the context is the subject's own. */
  | 'continuation'
  /** Nothing but 嗯, 好的, laughter or an emoji. */
  | 'low-information'
  /**
   * The question ends in a picture, a voice message without transcript, or the like, or such a thing is quoted and
   * nothing else was said before: what is answered is not in the words.
   */
  | 'answers-media'
  /** The turn also held a picture or the like, which `reply` does not show. */
  | 'with-media'
  | 'masked'
  | 'copied'
  | 'quote'
  /** The question lies in an earlier session and is only known from the quote. */
  | 'late'
  /** More was unanswered than the context holds. */
  | 'question-cut';

/** One line of corpus/dialogues.jsonl. */
export interface Dialogue {
  id: string;
  conversation: string;
  /** Time of the reply's first bubble; empty where no time is known. */
  start: string;
  /** Turns before the reply, oldest first, bubbles joined by line breaks; media as `[图片]`. */
  context: Bubble[];
  /**
   * How many of the last turns of the context are the question: everything that others wrote since the subject's last
   * turn.
   */
  question?: number;
  reply: string;
  /** The bubbles that are joined in `reply`. */
  bubbles?: string[];
  /** Counted from the last bubble of the question. */
  replyDelay?: Seconds;
  /** Session of the dialogue; held-out splits are made by session. */
  session?: string;
  group?: boolean;
  flags?: DialogueFlag[];
  /** Ids of the items that make up the reply. */
  items: string[];
}

// ---------------------------------------------------------------- what can be heard

/** Mono samples in [-1, 1]. `start`: where the first sample lies in its recording. */
export interface Pcm {
  samples: Float32Array;
  sampleRate: Hertz;
  start: Seconds;
}

export type Grade = 'A' | 'B' | 'C';
export type SpeakerEvidence = 'chat' | 'voiceprint' | 'voice-statistics' | 'assumed';

/** Measurements of one segment; each name carries its unit. */
export type Measures = Record<string, number>;

/** One line of audio/segments.jsonl: clean solo speech of the subject. */
export interface Segment {
  id: string;
  source: { file: string; sha256: string; item: string | null };
  start: Seconds;
  end: Seconds;
  seconds: Seconds;
  grade: 'A' | 'B';
  measures: Measures;
  speaker: { score: number | null; by: SpeakerEvidence };
  denoised: boolean;
  /** Facts that a user should know but that do not keep a segment out: `phone-band`, `cut-in-speech`. */
  labels: string[];
  transcript: string | null;
  /** Relative to audio/. */
  file: string;
  sampleRate: Hertz;
}

/** One line of audio/rejected.jsonl: speech that was found but not kept, or a file that gave no speech. */
export interface Rejected {
  source: { file: string; sha256: string | null; item: string | null };
  start: Seconds;
  end: Seconds;
  /** Of speech, or of sound that was there already; 0 where nobody speaks. */
  seconds: Seconds;
  reason: RejectReason;
  /**
   * The exact cause, where the reason covers a whole class: `empty-file`, `no-sound-track`; or the recording of which
   * it is a copy.
   */
  why?: string;
  measures: Measures;
  speaker: { score: number | null; by: SpeakerEvidence } | null;
}

export const REJECT_REASONS = [
  'undecodable',
  'no-speech',
  'too-short',
  'noisy',
  'music',
  'reverberant',
  'clipped',
  'other-speaker',
  'uncertain-speaker',
  'overlap',
  'duplicate',
] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

// ---------------------------------------------------------------- what a backend takes

/** One voice-cloning backend, as src/bundle/profiles.json has it; that file explains the fields. */
export interface Profile {
  id: string;
  name: string;
  mode: 'zero-shot' | 'few-shot' | 'fine-tune' | 'train';
  where: 'local' | 'api';
  clip: { min: Seconds | null; ideal: [Seconds, Seconds] | null; max: Seconds | null };
  total: { min: Seconds | null; recommended: Seconds | null; max?: Seconds | null };
  audio: {
    /** The rate at which clips are written. */
    sampleRate: Hertz | null;
    /** Lower rates are refused. */
    sampleRateMin: Hertz | null;
    /** Whether any other rate fails; otherwise the backend resamples. */
    sampleRateExact: boolean;
    channels: number | null;
    formats: string[];
    maxBytes: number | null;
    /** What happens to two channels where one is asked for; null: not known. */
    stereo: 'mixed' | 'first-channel' | 'rejected' | null;
  };
  transcript: 'required' | 'optional' | 'none';
  languages: string[];
  layout: string | null;
  range: { below: string | null; above: string | null };
  license: string;
  status: 'active' | 'unmaintained' | 'defunct';
  consent: Bilingual | null;
  ownRecordings: boolean | 'needs-speaker';
  notes: Bilingual[];
  sources: string[];
}
