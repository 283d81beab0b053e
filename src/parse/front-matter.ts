/**
 * The keys above a Markdown text, and the text. Values are strings, lists of strings or maps, never dates or numbers.
 */
export interface FrontMatter {
  data: Record<string, unknown>;
  body: string;
}

/**
 * YAML between `---`, TOML between `+++`, JSON in braces, at the very start. Hexo before version 3 wrote no rule above
 * its YAML: such a block begins with a key of its own.
 */
const YAML = /^\ufeff?---[ \t]*\n([\s\S]*?)(?<=\n)(?:---|\.\.\.)[ \t]*(?:\n|$)/u;
const OPEN_YAML = /^\ufeff?((?:title|layout|date|categories|tags|permalink)[ \t]*:[ \t\n][\s\S]*?)\n---[ \t]*(?:\n|$)/u;
const TOML = /^\ufeff?\+\+\+[ \t]*\n([\s\S]*?)(?<=\n)\+\+\+[ \t]*(?:\n|$)/u;
const JSON_BLOCK = /^\ufeff?(\{\n[\s\S]*?\n\})[ \t]*\n/u;

/**
 * A line that YAML may contain: a key, a list entry, an indented line, a comment. Prose between two rules has no such
 * lines.
 */
const YAML_LINE = /^(?:\s*#.*|\s*-(?:\s.*)?|[^\s:#>|-][^:\n]{0,60}:(?:\s.*)?|\s+\S.*|[\]}],?|\s*)$/u;

function yamlBlock(text: string): RegExpExecArray | null {
  const found = YAML.exec(text) ?? OPEN_YAML.exec(text);
  const lines = found?.[1]?.split('\n') ?? [];
  const hasKey = lines.some((line) => /^[^\s:#>|-][^:\n]{0,60}:(?:\s|$)/u.test(line));
  return found && hasKey && lines.every((line) => YAML_LINE.test(line)) ? found : null;
}

/** Whether a text begins with front matter in YAML or TOML. */
export function isFrontMatter(text: string): boolean {
  const lines = text.slice(0, 20_000).replace(/\r\n?/gu, '\n');
  return (yamlBlock(lines) ?? TOML.exec(lines)) !== null;
}

/**
 * Splits off front matter. A `---` rule at the start of prose is not front matter. Broken YAML never costs the body:
 * its plain `key: value` lines are still read. `text` has LF line ends.
 */
export async function frontMatter(text: string): Promise<FrontMatter> {
  const yaml = yamlBlock(text);
  if (yaml) return { data: await readYaml(yaml[1] ?? ''), body: text.slice(yaml[0].length) };
  const toml = TOML.exec(text);
  if (toml) return { data: readToml(toml[1] ?? ''), body: text.slice(toml[0].length) };
  const json = JSON_BLOCK.exec(text);
  if (json) {
    try {
      const data: unknown = JSON.parse(json[1] ?? '');
      if (typeof data === 'object' && data !== null) return { data: { ...data }, body: text.slice(json[0].length) };
    } catch {
      // Not YAML: it belongs to the text.
    }
  }
  return { data: {}, body: text };
}

/**
 * All scalars as strings (the failsafe schema): `date: 2019-08-17 22:41:05` is local and must not become a UTC instant.
 */
async function readYaml(source: string): Promise<Record<string, unknown>> {
  const { parseDocument } = await import('yaml');
  try {
    const document = parseDocument(source, { schema: 'failsafe', logLevel: 'silent', uniqueKeys: false });
    if (!document.errors.length) {
      const data: unknown = document.toJS({ maxAliasCount: 20 });
      if (typeof data === 'object' && data !== null && !Array.isArray(data)) return { ...data };
    }
  } catch {
    // It is read line by line below.
  }
  return readKeys(source, ':');
}

/**
 * The keys above the first table, in which a theme may have an `author` of its own; a list may stand on several lines.
 */
const readToml = (source: string) =>
  readKeys(
    source.split(/^\[/mu, 1)[0]?.replace(/=[ \t]*\[[^[\]]*\]/gu, (list) => list.replace(/\s*\n\s*/gu, ' ')) ?? '',
    '=',
  );

/** Lines of `key: value` or `key = value`; quotes and one-line lists are resolved, anything nested is left out. */
function readKeys(source: string, mark: ':' | '='): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const line of source.split('\n')) {
    const at = line.indexOf(mark);
    const key = line.slice(0, Math.max(at, 0)).trim();
    if (at <= 0 || /^\s/u.test(line) || !key || key === '__proto__') continue;
    const value = line.slice(at + 1).trim();
    const list = /^\[(.*)\]$/u.exec(value)?.[1];
    data[key] =
      list === undefined
        ? unquoted(value)
        : list
            .split(',')
            .map((one) => unquoted(one.trim()))
            .filter(Boolean);
  }
  return data;
}

const unquoted = (value: string) => /^(["'])(.*)\1$/u.exec(value)?.[2] ?? value;
