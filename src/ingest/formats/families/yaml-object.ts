import { isObject, type JsonObject } from '../../../parse/loose-json.ts';

/**
 * Parses small pieces of YAML: an object, or a list of objects. All scalars stay text: a 64-bit id is no JavaScript
 * number, and `no` is a name. Null for anything else, or broken YAML.
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
