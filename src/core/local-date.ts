/** The day as the person's own calendar shows it: `2026-03-01`. In China, UTC is a day behind until eight in the morning. */
export function localDate(now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
