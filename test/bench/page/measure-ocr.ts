import { createPageReader } from '#renderer/platform/ocr/page-reader.ts';
import { systemScheduler } from '#renderer/platform/system-scheduler.ts';
import { drawPaper } from '#test/fixtures/papers/draw-paper.ts';
import { SAMPLE_PAPERS } from '#test/fixtures/papers/sample-papers.ts';
import type { OcrFigures, OcrFonts } from './bench-api.ts';

const WEARS = ['clean', 'worn', 'sealed'] as const;

/** Draws every sample paper and reads it through the product's worker: clean first, then worn, then signed and sealed. */
export async function measureOcr(fonts: OcrFonts): Promise<readonly OcrFigures[]> {
  for (const { descriptors, base64 } of fonts) {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    document.fonts.add(await new FontFace('Tinos', bytes.buffer, descriptors).load());
  }
  const reader = createPageReader(systemScheduler);
  const figures: OcrFigures[] = [];
  for (const wear of WEARS) {
    for (const [index, paper] of SAMPLE_PAPERS.entries()) {
      const drawn = await drawPaper(paper, wear, index + 1);
      const startedAt = performance.now();
      const read = await reader.read(drawn.image, new AbortController().signal);
      const readMs = performance.now() - startedAt;
      if (!read.ok) throw new Error(`${read.error.code} ${JSON.stringify(read.error.details ?? {})}`);
      figures.push({
        name: `${paper.name}, ${wear}`,
        rows: drawn.rows,
        expected: paper.expected,
        page: read.value,
        readMs,
      });
    }
  }
  reader.rest();
  return figures;
}
