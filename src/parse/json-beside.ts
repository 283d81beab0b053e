import { type ExportFile, readBytes } from '../core/export-file.ts';
import { parseJson } from './json-text.ts';
import { type JsonObject, obj } from './loose-json.ts';

/**
 * The JSON object in another file of the same folder, which tells more of an export than it needs to be read: empty
 * where there is no such file, or it is damaged or longer than `limit` bytes.
 */
export async function jsonBeside({ path, folder }: ExportFile, name: string, limit: number): Promise<JsonObject> {
  const beside = folder.get(path.slice(0, path.lastIndexOf('/') + 1) + name);
  if (!beside) return {};
  try {
    return obj(parseJson(new TextDecoder().decode(await readBytes(beside, limit))));
  } catch {
    return {};
  }
}
