import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { streamZlib } from '#renderer/workflows/papers/stream-zlib.ts';
import { readPng } from '#shared/documents/component-pdf/png-chunks.ts';
import { decodePng } from '#shared/documents/component-pdf/png-pixels.ts';

interface Sample {
  readonly width: number;
  readonly height: number;
  readonly bitDepth: number;
  readonly colourType: number;
  readonly isInterlaced?: boolean;
  readonly raw: readonly number[];
  readonly chunks?: readonly (readonly [string, readonly number[]])[];
}

function chunk(kind: string, body: Uint8Array | readonly number[]): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  // What stands for the checksum is not looked at: the bytes are known by their SHA-256.
  return Buffer.concat([length, Buffer.from(kind), Buffer.from(body), Buffer.alloc(4)]);
}

function toPng({ width, height, bitDepth, colourType, isInterlaced = false, raw, chunks = [] }: Sample): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([bitDepth, colourType, 0, 0, Number(isInterlaced)], 8);
  const packed = deflateSync(Uint8Array.from(raw));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    ...chunks.map(([kind, body]) => chunk(kind, body)),
    ...[packed.subarray(0, 5), packed.subarray(5)].map((part) => chunk('IDAT', part)),
    chunk('IEND', []),
  ]);
}

async function decode(sample: Sample): Promise<readonly number[] | undefined> {
  const png = readPng(toPng(sample));
  if (png === undefined) throw new Error('the sample is no PNG');
  const pixels = await decodePng(png, streamZlib);
  return pixels && [...pixels];
}
const grey = (...values: readonly number[]): readonly number[] => values.flatMap((value) => [value, value, value]);

describe('decoding a PNG', () => {
  it('puts the seven passes of an interlaced picture at their places', async () => {
    const side = 9;
    const value = (x: number, y: number): number => (x * 16 + y * 5) & 255;
    const passes = [
      [0, 0, 8, 8],
      [4, 0, 8, 8],
      [0, 4, 4, 8],
      [2, 0, 4, 4],
      [0, 2, 2, 4],
      [1, 0, 2, 2],
      [0, 1, 1, 2],
    ];
    const raw: number[] = [];
    for (const [left = 0, top = 0, stepX = 1, stepY = 1] of passes) {
      for (let y = top; y < side; y += stepY) {
        raw.push(0);
        for (let x = left; x < side; x += stepX) raw.push(value(x, y));
      }
    }
    const pixels = await decode({ width: side, height: side, bitDepth: 8, colourType: 0, isInterlaced: true, raw });
    const wanted = Array.from({ length: side * side }, (_, at) => value(at % side, Math.floor(at / side)));
    expect(pixels).toEqual(grey(...wanted));
  });

  it('reads small and large samples, and the colour that is not there', async () => {
    const transparent = { width: 4, height: 1, chunks: [['tRNS', [0, 1]]] as const };
    expect(await decode({ ...transparent, bitDepth: 2, colourType: 0, raw: [0, 0b00011011] })).toEqual(
      grey(0, 255, 170, 255),
    );
    expect(await decode({ width: 1, height: 1, bitDepth: 16, colourType: 4, raw: [0, 128, 0, 255, 255] })).toEqual(
      grey(128),
    );
  });

  it('reads a palette some of whose entries shine through', async () => {
    const palette = ['PLTE', [10, 20, 30, 0, 0, 0]] as const;
    const sample = { width: 2, height: 1, bitDepth: 1, colourType: 3, raw: [0, 0b01000000] };
    expect(await decode({ ...sample, chunks: [palette, ['tRNS', [255, 0]]] })).toEqual([10, 20, 30, 255, 255, 255]);
  });

  it('gives up what is not as large as it says: too few pixels, or a bomb', async () => {
    const sample = { width: 4, height: 2, bitDepth: 8, colourType: 4 };
    expect(await decode({ ...sample, raw: [0, 1, 2] })).toBeUndefined();
    expect(await decode({ ...sample, raw: Array<number>(100_000).fill(0) })).toBeUndefined();
    const damaged = readPng(toPng({ ...sample, raw: [0, 0, 0] }));
    expect(damaged && (await decodePng({ ...damaged, data: [new Uint8Array([1, 2, 3])] }, streamZlib))).toBeUndefined();
  });

  it('does not take what no PNG may be', () => {
    expect(readPng(toPng({ width: 1, height: 1, bitDepth: 8, colourType: 3, raw: [0, 0] }))).toBeUndefined();
    expect(readPng(toPng({ width: 1, height: 1, bitDepth: 4, colourType: 2, raw: [0, 0] }))).toBeUndefined();
    expect(readPng(toPng({ width: 1, height: 0, bitDepth: 8, colourType: 2, raw: [] }))).toBeUndefined();
    expect(readPng(toPng({ width: 1, height: 1, bitDepth: 8, colourType: 5, raw: [0] }))).toBeUndefined();
  });
});
