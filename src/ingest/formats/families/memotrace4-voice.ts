import type { ExportFile } from '../../../core/export-file.ts';
import type { Media } from '../../../core/types.ts';
import { findVoice } from '../../../parse/find-media.ts';
import { soundOfSecond } from '../../../parse/sound-of-second.ts';
import type { ZoneClock } from '../../../parse/time.ts';
import type { ChatName } from './chat-item.ts';

/** What MemoTrace since 2025 makes the name of a sound from. */
export interface NamedSound {
  /** Server id of the message, or its first digits. */
  id: string;
  /** ISO time on the exporter's clock, with or without an offset; empty where it is not known. */
  local: string;
  /** Whether the owner of the account sent it; both values where that is not known. */
  sides: readonly boolean[];
}

/**
 * The sound of a message that names none, by the rule of the page beside it: in
 * `voice/2023-09/20230928_120847_126999_0.mp3` stand the time, the first six digits of the server id, and 1 for the
 * owner. A sound that could not be converted stays `.silk`.
 */
export function memotrace4Voice(file: ExportFile, { id, local, sides }: NamedSound): Media {
  const [, year, month, day, hour, minute, second] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)/u.exec(local) ?? [];
  if (second === undefined || id.length < ID_DIGITS) return { path: '' };
  const stem = `voice/${year}-${month}/${year}${month}${day}_${hour}${minute}${second}_${id.slice(0, ID_DIGITS)}`;
  for (const own of sides) {
    const found = findVoice(file, `${stem}_${own ? 1 : 0}.mp3`);
    if (!found.missing) return found;
  }
  return { path: '' };
}

const ID_DIGITS = 6;

/**
 * The sound of a message in a text that gives neither its id nor its file: the only sound of its second, from its
 * sender's side where that is known. `time`: ISO time on the exporter's clock.
 */
export function voiceOfText(file: ExportFile, chat: ChatName, name: string, time: string | null): Media {
  const [day = '', clock = ''] = (time ?? '').split('T');
  const second = `${day.replaceAll('-', '')}_${clock.slice(0, 8).replaceAll(':', '')}`;
  const isPeer = chat.group === false && name === chat.name;
  return { path: soundOfSecond(file, second, { named: (sound) => !isPeer || PEERS.test(sound) }) ?? '' };
}

const PEERS = /_0\.\w+$/u;

/** An entry of the page, or of the JSON beside it. */
export interface VoiceEntry {
  /** The path as written; empty where the sound was not exported in time. */
  path: string;
  /** Server id; empty or 0 where there is none. */
  id: string;
  /** Unix seconds. */
  epoch: number | null;
  own: boolean;
  milliseconds: number;
}

/** The sound of an entry: the one that it names, else the one that is named after it. `clock`: the exporter's. */
export function pageVoice(file: ExportFile, clock: ZoneClock, entry: VoiceEntry): Media {
  const { path, id, epoch, own, milliseconds } = entry;
  const named = findVoice(file, path || null, { messageId: id });
  const local = path || named.path || epoch === null ? '' : clock.iso(epoch);
  const media = local ? memotrace4Voice(file, { id, local, sides: [own] }) : named;
  return { ...media, ...(milliseconds > 0 ? { seconds: milliseconds / 1000 } : {}) };
}
