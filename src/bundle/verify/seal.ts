/** SHA-256 of some bytes, as hex digits. */
export type Hash = (bytes: Uint8Array) => string;

/** A manifest with the hash of all that it says; it lists the hashes of all other files, and nobody else lists its own. */
export const sealed = <T extends object>(manifest: T, hash: Hash): T & { sha256: string } => ({
  ...manifest,
  sha256: sealOf(manifest, hash),
});

/** Whether a manifest, as read from JSON, says what it said when it was sealed. Those of earlier versions have no seal. */
export const isSealBroken = (manifest: object, hash: Hash): boolean =>
  'sha256' in manifest && manifest.sha256 !== sealOf(manifest, hash);

/** White space between fields does not count. */
function sealOf(manifest: object, hash: Hash): string {
  const { sha256: _, ...said } = manifest as { sha256?: unknown };
  return hash(new TextEncoder().encode(JSON.stringify(said)));
}
