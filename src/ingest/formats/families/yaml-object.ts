import { isObject, type JsonObject } from '../../../parse/loose-json.ts';

/**
 * Parses small pieces of YAML, an object or a list of one. All scalars stay text: a 64-bit id is no number of JavaScript's,
 * and `no` is a name. Null for what is no object, or broken.
 */
export async function yamlParser(): Promise<(text: string) => JsonObject | null> {
  const { parse } = await import('yaml');
  return (text) => {
    try {
      const value: unknown = parse(text, { schema: 'failsafe', logLevel: 'silent', maxAliasCount: 0 });
      const found: unknown = Array.isArray(value) ? value[0] : value;
      return isObject(found) ? found : null;
    } catch {
      return null;
    }
  };
}
