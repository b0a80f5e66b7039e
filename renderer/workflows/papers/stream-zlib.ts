import type { Zlib } from '#shared/documents/component-pdf/png-pixels.ts';

/** The runtime's own compression streams; `deflate` is their name for what zlib writes (RFC 1950). */
export const streamZlib: Zlib = {
  deflate: async (bytes) => {
    const packed = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new CompressionStream('deflate'));
    return new Uint8Array(await new Response(packed).arrayBuffer());
  },
  inflate: async (parts, most) => {
    const packed = new Blob(parts as Uint8Array<ArrayBuffer>[]).stream();
    return readAtMost(packed.pipeThrough(new DecompressionStream('deflate')).getReader(), most);
  },
};

/** A stream that goes on beyond what was promised is given up: it may be a bomb. */
async function readAtMost(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  most: number,
): Promise<Uint8Array | undefined> {
  const bytes = new Uint8Array(most);
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (length + part.value.length > most) {
        await reader.cancel();
        return undefined;
      }
      bytes.set(part.value, length);
      length += part.value.length;
    }
    return bytes.subarray(0, length);
  } catch {
    // The stream is damaged, which is an expected answer.
    return undefined;
  }
}
