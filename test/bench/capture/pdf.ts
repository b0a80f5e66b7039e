import { performance } from 'node:perf_hooks';
import { streamZlib } from '#renderer/workflows/papers/stream-zlib.ts';
import { buildComponentPdf } from '#shared/documents/component-pdf/component-pdf.ts';
import { webHasher } from '#renderer/platform/web-hasher.ts';
import type { BenchRow } from '#test/bench/bench-row.ts';
import { formatMs, median } from '#test/bench/support/figures.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';
import { componentInput, pageInput, readPage } from '#test/support/component-input.ts';
import { sampleJpeg } from '#test/support/sample-jpeg.ts';

const PAGES = 50;
/** A colour page at 200 dpi has 300 to 600 kB. */
const PAGE_BYTES = 450_000;
const WARM_UP = 6;
const MEASURED = 40;
const LIMIT = 1.5;
/** A dense page of print. */
const LINES = 40;
const WORDS = 10;

/**
 * The PDF of 50 pages against the bare minimum, laying the encoded pictures end to end; then both with the SHA-256 under
 * which the result is stored. The two of a pair take turns, so that both
 * meet the same noise.
 */
export async function measureComponentPdf(): Promise<readonly BenchRow[]> {
  const pictures = Array.from({ length: PAGES }, (_, n) =>
    sampleJpeg(`${String(n)} `.repeat(PAGE_BYTES).slice(0, PAGE_BYTES)),
  );
  const lines = Array.from({ length: LINES }, () => Array<string>(WORDS).fill('nghĩa').join(' '));
  const plain = componentInput(pictures.map((picture, n) => pageInput(n, picture)));
  const read = componentInput(pictures.map((picture, n) => pageInput(n, picture, {}, readPage(1654, 2339, lines))));
  const tools = { font: readPaperFonts().regular, zlib: streamZlib };
  const build = async (input: typeof plain): Promise<Uint8Array> => {
    const built = await buildComponentPdf(input, tools);
    if (!built.ok) throw new Error(built.error.code);
    return built.value.bytes;
  };
  const bare = await timePair(
    () => Promise.resolve(concatenate(pictures)),
    () => build(plain),
  );
  const hashed = await timePair(
    () => webHasher.sha256(concatenate(pictures)),
    async () => webHasher.sha256(await build(plain)),
  );
  const withText = await timePair(
    () => Promise.resolve(concatenate(pictures)),
    () => build(read),
  );
  const detail = [
    `end to end ${formatMs(bare.raw)}, PDF ${formatMs(bare.ours)}, with a text layer of ${String(PAGES * LINES * WORDS)} words ${formatMs(withText.ours)}`,
    `with SHA-256: end to end ${formatMs(hashed.raw)}, PDF ${formatMs(hashed.ours)}`,
    `p50 of ${String(MEASURED)}; ${String(PAGES)} pages of ${String(PAGE_BYTES / 1000)} kB`,
  ].join('; ');
  return [
    {
      name: `PDF of ${String(PAGES)} pages against the pictures end to end`,
      ratio: bare.ours / bare.raw,
      limit: LIMIT,
      detail,
    },
    {
      name: 'the same, both with SHA-256',
      ratio: hashed.ours / hashed.raw,
      limit: LIMIT,
      detail: 'see above',
    },
  ];
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

interface Pair {
  readonly raw: number;
  readonly ours: number;
}

/** Each goes first every other time: whoever comes second finds less memory ready. */
async function timePair(raw: () => Promise<unknown>, ours: () => Promise<unknown>): Promise<Pair> {
  const taken = { raw: [] as number[], ours: [] as number[] };
  for (let round = 0; round < WARM_UP + MEASURED; round += 1) {
    for (const name of round % 2 === 0 ? (['raw', 'ours'] as const) : (['ours', 'raw'] as const)) {
      const start = performance.now();
      await (name === 'raw' ? raw() : ours());
      if (round >= WARM_UP) taken[name].push(performance.now() - start);
    }
  }
  return { raw: median(taken.raw), ours: median(taken.ours) };
}
