import { describe, expect, it } from 'vitest';
import { BAND_ROWS, toEscPos } from '#shared/documents/thermal/esc-pos.ts';

const START = [0x1b, 0x40];
const END = [0x1b, 0x64, 4, 0x1d, 0x56, 66, 0];

describe('the bytes for an ESC/POS printer', () => {
  it('are: initialise, one band, feed, cut', () => {
    const rows = Uint8Array.of(0xff, 0x80, 0x00, 0x01);
    expect([...toEscPos({ widthDots: 16, heightDots: 2, rows })]).toEqual([
      ...START,
      ...[0x1d, 0x76, 0x30, 0, 2, 0, 2, 0],
      ...rows,
      ...END,
    ]);
  });

  it('are cut into bands of whole rows, the last one shorter', () => {
    const heightDots = 2 * BAND_ROWS + 3;
    const rows = Uint8Array.from({ length: 72 * heightDots }, (_, at) => at % 251);
    const bytes = toEscPos({ widthDots: 576, heightDots, rows });
    const band = (height: number): readonly number[] => [0x1d, 0x76, 0x30, 0, 72, 0, height & 0xff, height >> 8];
    const part = (from: number, height: number): readonly number[] => [
      ...band(height),
      ...rows.subarray(from * 72, (from + height) * 72),
    ];
    expect([...bytes]).toEqual([
      ...START,
      ...part(0, BAND_ROWS),
      ...part(BAND_ROWS, BAND_ROWS),
      ...part(2 * BAND_ROWS, 3),
      ...END,
    ]);
  });

  it('fill up a width that is no multiple of eight', () => {
    const bytes = toEscPos({ widthDots: 9, heightDots: 1, rows: Uint8Array.of(0xff, 0x80) });
    expect([...bytes.subarray(2, 10)]).toEqual([0x1d, 0x76, 0x30, 0, 2, 0, 1, 0]);
  });
});
