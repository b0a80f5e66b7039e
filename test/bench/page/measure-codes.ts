import { createCodePictures } from '#renderer/platform/codes/code-pictures.ts';
import type { CodesFigures } from './bench-api.ts';

/**
 * Reads frames through the product's worker, and decodes the same frame's PNG before each. Frames of every kind take
 * turns, so that all meet the same noise.
 */
export async function measureCodes(options: {
  /** PNG files in base64. */
  readonly frames: readonly string[];
  readonly warmUp: number;
  readonly measured: number;
}): Promise<readonly CodesFigures[]> {
  const pictures = createCodePictures();
  const files = options.frames.map(toFile);
  const figures = files.map(() => ({ decodeMs: [] as number[], readMs: [] as number[], texts: [] as string[] }));
  for (let round = 0; round < options.warmUp + options.measured; round += 1) {
    for (const [index, file] of files.entries()) {
      const startedAt = performance.now();
      const frame = await createImageBitmap(file);
      const decodedAt = performance.now();
      const read = await pictures.read(frame);
      const readAt = performance.now();
      if (!read.ok) throw new Error(read.error.code);
      const kept = figures[index];
      if (round < options.warmUp || kept === undefined) continue;
      kept.decodeMs.push(decodedAt - startedAt);
      kept.readMs.push(readAt - decodedAt);
      kept.texts.push(...read.value.texts);
    }
  }
  return figures;
}

function toFile(base64: string): Blob {
  return new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], { type: 'image/png' });
}
