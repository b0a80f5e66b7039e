import { describe, expect, it } from 'vitest';
import { qrModules, renderQrSvgPath } from '#shared/documents/qr-symbol.ts';

/** Draws a path made of `M x y h n v1 h-n z` pieces on a grid. */
function drawn(path: string, size: number): Uint8Array {
  const grid = new Uint8Array(size * size);
  const pieces = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)];
  expect(pieces.map(([text]) => text).join('')).toBe(path);
  for (const [, x, y, run, back] of pieces) {
    expect(back).toBe(run);
    grid.fill(1, Number(y) * size + Number(x), Number(y) * size + Number(x) + Number(run));
  }
  return grid;
}

describe('QR symbol', () => {
  it('is the smallest that holds a dossier code at level M', () => {
    const { size, dark } = qrModules('000.00.16.H26-261120-0001');
    expect(size).toBe(25);
    expect(dark).toHaveLength(25 * 25);
  });

  it.each(['000.00.16.H26-261120-0001', 'https://tra-cuu.vidu.example/ho-so/000.00.16.H26-261120-0001'])(
    'has a path that covers exactly the dark modules of %s',
    (payload) => {
      const { size, path } = renderQrSvgPath(payload);
      expect([...drawn(path, size)]).toEqual([...qrModules(payload).dark]);
    },
  );

  it('refuses a payload no symbol can hold', () => {
    expect(() => qrModules('a'.repeat(2332))).toThrow();
    expect(qrModules('a'.repeat(2331)).size).toBe(177);
  });
});
