import type { Notice } from '../../core/events.ts';
import { fault } from '../fault.ts';
import { CardV3 } from '../targets/cards.ts';
import { schemaFaults } from '../targets/shared/faults.ts';

/** Opens a character card that is a zip: it must be whole, and hold the card. */
export function charxFaults(file: string, bytes: Uint8Array): Notice[] {
  const entries = storedEntries(bytes);
  if (!entries) return [fault('verify-no-charx', file)];
  const card = entries.get('card.json');
  if (!card) return [fault('verify-lacks', file, { what: { en: 'card.json', zh: ' card.json' } })];
  return schemaFaults(file, CardV3, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(card)));
}

/** Signatures and lengths of a zip's records. Source: pkware.com APPNOTE.TXT 6.3.10, 4.3 */
const END = { signature: 0x06054b50, bytes: 22 };
const CENTRAL = { signature: 0x02014b50, bytes: 46 };
const LOCAL = { signature: 0x04034b50, bytes: 30 };

/** The entries of a zip that stores its files as they are, as ours do; null for one that is damaged or of another kind. */
function storedEntries(bytes: Uint8Array): Map<string, Uint8Array> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - END.bytes;
  if (end < 0 || view.getUint32(end, true) !== END.signature) return null;
  const entries = new Map<string, Uint8Array>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + CENTRAL.bytes > end || view.getUint32(at, true) !== CENTRAL.signature) return null;
    const [size, local] = [view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [
      number,
      number,
      number,
    ];
    if (view.getUint16(at + 10, true) !== 0 || local + LOCAL.bytes > end) return null;
    if (view.getUint32(local, true) !== LOCAL.signature) return null;
    const start = local + LOCAL.bytes + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (start + size > end) return null;
    const path = new TextDecoder().decode(bytes.subarray(at + CENTRAL.bytes, at + CENTRAL.bytes + name));
    entries.set(path, bytes.subarray(start, start + size));
    at += CENTRAL.bytes + name + extra + comment;
  }
  return at === end ? entries : null;
}
