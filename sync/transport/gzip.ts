/** Compresses text as gzip. */
export type Gzip = (text: string) => Promise<Uint8Array<ArrayBuffer>>;

/** The host's own compression, or `undefined` where it has none. */
export function findGzip(): Gzip | undefined {
  if (typeof CompressionStream !== 'function') return undefined;
  return async (text) => {
    const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
    return new Uint8Array(await new Response(packed).arrayBuffer());
  };
}
