import { shellWord } from '../core/shell-word.ts';

/** Commands that read or write the workspace; to the others `-w` says nothing. */
const ON_WORKSPACE: ReadonlySet<string> = new Set([
  'init',
  'ingest',
  'audio-clean',
  'check',
  'bundle',
  'explain',
  'forget',
  'eval',
  'backends',
  'models',
]);

/**
 * `persona check` as it is typed to work on the same workspace again: `persona check -w dad`. `workspace`: the folder as
 * the user named it, null where it is the current one.
 */
export function commandLine(line: string, workspace: string | null): string {
  const [start = '', name = ''] = /^persona ([a-z-]+)/u.exec(line) ?? [];
  if (workspace === null || !ON_WORKSPACE.has(name) || line.endsWith(' --help')) return line;
  return `${start} -w ${shellWord(workspace)}${line.slice(start.length)}`;
}

/** A sentence of which every `persona …` between backticks works on the same workspace. */
export const withCommandLines = (sentence: string, workspace: string | null): string =>
  sentence.replace(/`(persona [^`]+)`/gu, (_, line: string) => `\`${commandLine(line, workspace)}\``);
