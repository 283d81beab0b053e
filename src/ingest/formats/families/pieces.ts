import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem } from '../../../core/types.ts';
import { splitDiary } from '../../../parse/diary.ts';
import { yearIn } from '../../../parse/find-date.ts';
import { paragraphs, plainPiece } from '../../../parse/plain-piece.ts';
import { essayItem, type Piece } from './essay.ts';

/**
 * The items of a text without structure: one piece, or the dated entries of a diary kept in one file.
 * `known`: what the format tells (a title by style, a creation date); it fills what the text does not say.
 * `offset`: number of the first line.
 */
export function* pieceItems(
  format: string,
  file: ExportFile,
  lines: readonly string[],
  known: Partial<Piece> = {},
  offset = 1,
): Generator<ReadItem> {
  const years = file.path.split('/').map(yearIn);
  const diary = splitDiary(lines, years.findLast((year) => year !== null) ?? null);
  if (!diary) {
    const { title, when, author, reprint, text } = plainPiece(lines);
    yield essayItem(format, file, offset, {
      ...known,
      text,
      ...(known.title || !title ? {} : { title }),
      ...(when ? { when } : {}),
      ...(author ? { author: { name: author } } : {}),
      ...(reprint ? { flags: ['copied'] } : {}),
    });
    return;
  }
  const preface = paragraphs(diary.preface);
  // A bare heading (我的日记) names the file; anything longer is a piece of its own.
  if (preface.length > HEADING_CHARS) yield essayItem(format, file, offset, { ...known, text: preface });
  for (const { when, lines: body, line } of diary.entries) {
    yield essayItem(format, file, offset + line, { text: paragraphs(body), when });
  }
}
const HEADING_CHARS = 30;
