import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPapersClient, type PapersClient } from '#renderer/workflows/papers/papers-client.ts';
import { toEscPos } from '#shared/documents/thermal/esc-pos.ts';
import { renderThermalRaster } from '#shared/documents/thermal/thermal-raster.ts';
import { renderPaper } from '#shared/documents/render-paper.ts';
import type { DossierRegisterRow } from '#shared/domain/papers/dossier-register.ts';
import { LoopbackWorker } from '#test/fakes/loopback-worker.ts';
import { shiftReport, thermalSlip } from '#test/fixtures/golden/paper-contents.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';
import { dossierRegister, registerRow } from '#test/fixtures/golden/register-contents.ts';

const fonts = readPaperFonts();
const { rows: _, ...book } = dossierRegister;
let papers: PapersClient;

async function* slicesOf(count: number, each: number): AsyncGenerator<readonly DossierRegisterRow[]> {
  for (let first = 1; first <= count; first += each) {
    await Promise.resolve();
    yield Array.from({ length: each }, (__, index) => registerRow(first + index));
  }
}
const same = (a: Uint8Array | undefined, b: Uint8Array): boolean => Buffer.from(a ?? []).equals(Buffer.from(b));

beforeAll(async () => {
  vi.stubGlobal('Worker', LoopbackWorker);
  vi.stubGlobal('self', LoopbackWorker.scope);
  await import('#renderer/workflows/papers/papers.worker.ts');
  papers = createPapersClient();
});
afterAll(() => {
  vi.unstubAllGlobals();
});

describe('the papers worker', () => {
  it('draws any paper as it is drawn without it, also two at once', async () => {
    const [report, slip] = await Promise.all([
      papers.renderPaper(shiftReport, { copyNumber: 2 }),
      papers.renderPaper(thermalSlip, { copyNumber: 1 }),
    ]);
    expect(same(report.bytes, (await renderPaper(shiftReport, fonts, { copyNumber: 2 })).bytes)).toBe(true);
    expect(same(slip.bytes, (await renderPaper(thermalSlip, fonts, { copyNumber: 1 })).bytes)).toBe(true);
  });

  it('gives the bytes for a thermal printer, and what the fonts lack', async () => {
    const content = { ...thermalSlip, applicantName: 'Lý 李' };
    const { bytes, missingGlyphs } = await papers.renderThermal(content, { copyNumber: 1 });
    expect(same(bytes, toEscPos(renderThermalRaster(content, fonts, { copyNumber: 1 })))).toBe(true);
    expect(missingGlyphs).toEqual(['李']);
  });

  it('draws the follow-up book slice by slice and says how far it is', async () => {
    const seen: number[] = [];
    const onProgress = ({ rowCount }: { readonly rowCount: number }): unknown => seen.push(rowCount);
    const options = { copyNumber: 1, onProgress, signal: new AbortController().signal };
    const paper = await papers.renderRegister(book, slicesOf(60, 20), options);
    expect(seen).toEqual([20, 40, 60]);
    expect(paper?.pageCount).toBeGreaterThan(4);
  });

  it('stops a book that is cancelled, while another goes on', async () => {
    const cancel = new AbortController();
    const [stopped, whole] = await Promise.all([
      papers.renderRegister(book, slicesOf(200, 10), {
        copyNumber: 1,
        signal: cancel.signal,
        onProgress: () => {
          cancel.abort();
        },
      }),
      papers.renderRegister(book, slicesOf(20, 10), { copyNumber: 1 }),
    ]);
    expect(stopped).toBeUndefined();
    expect(whole?.pageCount).toBeGreaterThan(1);
  });

  it('says by name, and without the content, why a paper was not drawn', async () => {
    await expect(papers.renderPaper(thermalSlip, { copyNumber: 0 })).rejects.toThrow(/^RangeError$/);
  });
});
