import Papa from 'papaparse';

/**
 * All rows of a small CSV text at once, without blank lines. `record` counts rows as a spreadsheet does: the header is
 * 1.
 */
export function parseCsv(text: string): { cells: string[]; record: number }[] {
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: false });
  return data.map((cells, i) => ({ cells, record: i + 1 })).filter(({ cells }) => cells.some((cell) => cell.trim()));
}
