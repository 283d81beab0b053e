/**
 * A 64-bit hash of a text as two 32-bit numbers, which stands for the text in tables of millions of rows. Two lanes of
 * the MurmurHash3 mix (public domain, A. Appleby) with different constants; not for security.
 */
export function hashText(text: string, seed: number, into: Uint32Array): void {
  let a = seed ^ 0x9e3779b9;
  let b = seed ^ 0x85ebca6b;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0xcc9e2d51);
    a = (a << 13) | (a >>> 19);
    b = Math.imul(b ^ code, 0x1b873593);
    b = (b << 17) | (b >>> 15);
  }
  into[0] = finish(a ^ text.length);
  into[1] = finish(b ^ Math.imul(a, 0x27d4eb2f));
}

function finish(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
