import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem } from '../../../core/types.ts';
import { splitDiary } from '../../../parse/diary.ts';
import { yearIn } from '../../../parse/find-date.ts';
import { paragraphs, plainPiece } from '../../../parse/plain-piece.ts';
import { savedMail } from '../../../parse/quoted-mail.ts';
import { nameOf } from '../../../parse/written-path.ts';
import type { ReadContext } from '../../reader.ts';
import { lookForChat } from './copied-messages.ts';
import { entryItems, essayItem, mailFields, ownItems, stemOf, type Writing, yearOfFolders } from './essay.ts';
import { writingOfText } from './wechat-article.ts';

/**
 * The items of a text without structure: one piece, a mail with the mail that it answers, the dated entries of a diary
 * in one file, or the messages of a chat that was copied into it. `known`: what the format tells (a title by style, a
 * creation date), used for what the text does not say.
 */
export async function* writingItems(
  format: string,
  file: ExportFile,
  context: ReadContext,
  lines: readonly string[],
  known: Partial<Writing> = {},
): AsyncGenerator<ReadItem> {
  const article = writingOfText(lines.join('\n'), stemOf(file.path));
  if (article) {
    yield essayItem(format, file, FIRST_LINE, { ...known, ...article });
    return;
  }
  const found = lookForChat(format, file, lines, context);
  if (found.messages) {
    yield* found.messages;
    return;
  }
  const mail = savedMail(lines);
  const diary = mail ? null : diaryItems(format, file, context, lines, known, FIRST_LINE);
  if (diary) {
    yield* diary;
    return;
  }
  const { title, when, author, reprint, text } = plainPiece(mail?.own ?? found.own);
  const writing = {
    ...known,
    text,
    ...(known.title || !title ? {} : { title }),
    ...(when ? { when } : {}),
    ...(author ? { author: { name: author } } : {}),
    ...(reprint ? { flags: ['copied' as const] } : {}),
  };
  if (mail) yield essayItem(format, file, FIRST_LINE, { ...writing, ...mailFields(mail) });
  else yield* ownItems(format, file, FIRST_LINE, writing, found.pasted);
}

/**
 * The dated entries of a diary in one file, all by its author; null for a text that is one piece. An entry without a
 * year gets that of the title, else that of the file or its folders. `offset`: number of the first line.
 */
export function diaryItems(
  format: string,
  file: ExportFile,
  context: ReadContext,
  lines: readonly string[],
  known: Partial<Writing>,
  offset: number,
): ReadItem[] | null {
  const year = yearIn(known.title ?? '') ?? yearIn(nameOf(file.path)) ?? yearOfFolders(file);
  const diary = splitDiary(lines, year);
  if (!diary) return null;
  const preface = paragraphs(diary.preface);
  return [
    // A bare heading (我的日记) names the file; a longer preface is a piece of its own.
    ...(preface.length > HEADING_CHARS ? [essayItem(format, file, offset, { ...known, text: preface })] : []),
    ...diary.entries.flatMap(({ when, lines: body, line }) =>
      entryItems(format, file, offset + line, { ...known, title: undefined, text: paragraphs(body), when }, context),
    ),
  ];
}
/** Lines are counted as editors show them. */
export const FIRST_LINE = 1;
const HEADING_CHARS = 30;
