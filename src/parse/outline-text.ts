/** What Logseq writes of a block below it; the fields of Obsidian's Dataview have the same form. */
const PROPERTY = /^[ \t]*(?:- )?[a-z][a-z0-9_-]*::(?:[ \t].*)?(?:\n|$)/gmu;
const LOGBOOK = /^[ \t]*:LOGBOOK:[ \t]*\n(?:[ \t]*CLOCK:.*\n)*[ \t]*:END:[ \t]*(?:\n|$)/gmu;
const QUOTE =
  /^([ \t]*(?:- )?)#\+BEGIN_QUOTE[ \t]*\n(?:(?![ \t]*(?:- )?#\+(?:BEGIN|END)_QUOTE).*\n){0,500}[ \t]*#\+END_QUOTE[ \t]*$/gimu;
/** `((61b1c2d3-…))`: another block is shown in this place. */
const BLOCK_REFERENCE = /\(\([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\)\)/gu;
const PLANNED = /^[ \t]*(?:- )?(?:SCHEDULED|DEADLINE): <[^<>\n]*>[ \t]*(?:\n|$)/gmu;
const TASK = /^([ \t]*- )(?:TODO|DOING|DONE|LATER|NOW|WAITING|CANCELED)[ \t]+/gmu;

/**
 * A page of an outliner as plain Markdown: without properties, clock entries, states and dates of tasks, blocks of
 * other pages and quotes, none of which is prose of the writer. `source` has LF line ends. Source: Logseq, its
 * documentation of properties, tasks and time tracking.
 */
export function outlineText(source: string): string {
  return source
    .replace(LOGBOOK, '')
    .replace(PROPERTY, '')
    .replace(PLANNED, '')
    .replace(QUOTE, '$1')
    .replace(BLOCK_REFERENCE, '')
    .replace(TASK, '$1');
}
