import type { Scene } from './stillness.ts';

const COLUMNS = 48;
const ROWS = 36;

/** Reads the coarse brightness of frames, all through one small canvas. */
export function createSceneReader(): (frame: ImageBitmap) => Scene {
  const canvas = document.createElement('canvas');
  canvas.width = COLUMNS;
  canvas.height = ROWS;
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) throw new Error('no canvas');
  return (frame) => {
    context.drawImage(frame, 0, 0, COLUMNS, ROWS);
    const { data } = context.getImageData(0, 0, COLUMNS, ROWS);
    // Green carries most of what the eye calls brightness.
    return Uint8Array.from({ length: COLUMNS * ROWS }, (_, cell) => data[cell * 4 + 1] ?? 0);
  };
}
