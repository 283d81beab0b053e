import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem } from '../../../core/types.ts';
import { splitDiary } from '../../../parse/diary.ts';
import { yearIn } from '../../../parse/find-date.ts';
import { paragraphs, plainPiece } from '../../../parse/plain-piece.ts';
import { savedMail } from '../../../parse/quoted-mail.ts';
import type { ReadContext } from '../../reader.ts';
import { chatWithin } from './copied-messages.ts';
import { essayItem, mailFields, ownPiece, type Piece } from './essay.ts';

/**
 * The items of a text without structure: one piece, a mail with what it answers, the dated entries of a diary kept in one
 * file, or the messages of a chat that was copied into it.
 * `known`: what the format tells (a title by style, a creation date); it fills what the text does not say.
 */
export async function* pieceItems(
  format: string,
  file: ExportFile,
  context: ReadContext,
  lines: readonly string[],
  known: Partial<Piece> = {},
): AsyncGenerator<ReadItem> {
  const chat = chatWithin(format, file, lines.join('\n'), context);
  if (chat) {
    yield* chat;
    return;
  }
  const years = file.path.split('/').map(yearIn);
  const mail = savedMail(lines);
  const diary = mail ? null : splitDiary(lines, years.findLast((year) => year !== null) ?? null);
  if (!diary) {
    const { title, when, author, reprint, text } = plainPiece(mail?.own ?? lines);
    yield essayItem(format, file, FIRST_LINE, {
      ...known,
      text,
      ...(known.title || !title ? {} : { title }),
      ...(when ? { when } : {}),
      ...(author ? { author: { name: author } } : {}),
      ...(reprint ? { flags: ['copied'] } : {}),
      ...(mail ? mailFields(mail) : {}),
    });
    return;
  }
  const preface = paragraphs(diary.preface);
  // A bare heading (我的日记) names the file; anything longer is a piece of its own.
  if (preface.length > HEADING_CHARS) yield essayItem(format, file, FIRST_LINE, { ...known, text: preface });
  for (const { when, lines: body, line } of diary.entries) {
    yield essayItem(format, file, FIRST_LINE + line, ownPiece({ text: paragraphs(body), when }, context));
  }
}
/** Lines are counted as editors show them. */
const FIRST_LINE = 1;
const HEADING_CHARS = 30;
