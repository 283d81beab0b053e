const RANGE = /_(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)(?=\.\w+$)/u;

/** The days that a file named `…_2023-01-01_2023-12-31.txt` holds, for formats whose times lack the year or the day. */
export interface CoveredDays {
  from: string;
  to: string;
}

export function coveredDays(path: string): CoveredDays | null {
  const [, from, to] = RANGE.exec(path) ?? [];
  return from && to ? { from, to } : null;
}

/** The year of all these days; null where there are several. */
export function coveredYear(days: CoveredDays | null): number | null {
  const year = days?.from.slice(0, 4);
  return year !== undefined && year === days?.to.slice(0, 4) ? Number(year) : null;
}

export const withoutDays = (path: string): string => path.replace(RANGE, '');
