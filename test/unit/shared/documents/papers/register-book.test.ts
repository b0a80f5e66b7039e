import { describe, expect, it } from 'vitest';
import { streamZlib } from '#renderer/workflows/papers/stream-zlib.ts';
import { inspectPdf } from '#shared/documents/inspect-pdf.ts';
import { PaperType } from '#shared/documents/layout/paper-type.ts';
import { RegisterBook } from '#shared/documents/papers/register-book.ts';
import { layOutPaper, toPrintMarks } from '#shared/documents/render-paper.ts';
import type { DossierRegisterBook, DossierRegisterRow } from '#shared/domain/papers/dossier-register.ts';
import { FakePapers } from '#test/fakes/fake-papers.ts';
import { dossierRegister, registerRow } from '#test/fixtures/golden/register-contents.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';

const fonts = readPaperFonts();
const { rows: _, ...head } = dossierRegister;
const book: DossierRegisterBook = head;
const rowsFrom = (first: number, count: number): readonly DossierRegisterRow[] =>
  Array.from({ length: count }, (__, index) => registerRow(first + index));

async function* slicesOf(count: number, each: number): AsyncGenerator<readonly DossierRegisterRow[]> {
  for (let first = 1; first <= count; first += each) {
    await Promise.resolve();
    yield rowsFrom(first, Math.min(each, count - first + 1));
  }
}

describe('the follow-up book in slices', () => {
  it('has the pages of the same book laid out as a whole, however it is cut', async () => {
    const whole = layOutPaper(
      new PaperType(fonts),
      { ...dossierRegister, rows: [...rowsFrom(1, 75)] },
      { copyNumber: 1 },
    );
    const papers = [];
    for (const each of [7, 75]) {
      const register = new RegisterBook(book, fonts, streamZlib, toPrintMarks({ copyNumber: 1 }));
      for await (const rows of slicesOf(75, each)) await register.addRows(rows);
      papers.push(await register.finish());
    }
    const [some, once] = papers;
    expect(some?.pageCount).toBe(whole.pages.length);
    expect(whole.pages.length).toBeGreaterThan(5);
    expect(Buffer.from(some?.bytes ?? []).equals(Buffer.from(once?.bytes ?? []))).toBe(true);
    expect(await inspectPdf(some?.bytes ?? new Uint8Array())).toEqual({
      ok: true,
      value: { pageCount: whole.pages.length },
    });
  });

  it('tells how far it is after each slice', async () => {
    const seen: number[] = [];
    const paper = await new FakePapers().renderRegister(book, slicesOf(50, 20), {
      copyNumber: 1,
      onProgress: ({ rowCount }) => seen.push(rowCount),
    });
    expect(seen).toEqual([20, 40, 50]);
    expect(paper?.pageCount).toBeGreaterThan(4);
  });

  it('stops when it is cancelled and reads no further slice', async () => {
    const cancel = new AbortController();
    let read = 0;
    async function* slices(): AsyncGenerator<readonly DossierRegisterRow[]> {
      for await (const rows of slicesOf(500, 10)) {
        read += 1;
        yield rows;
      }
    }
    const paper = await new FakePapers().renderRegister(book, slices(), {
      copyNumber: 1,
      signal: cancel.signal,
      onProgress: ({ rowCount }) => {
        if (rowCount === 30) cancel.abort();
      },
    });
    expect(paper).toBeUndefined();
    expect(read).toBeLessThanOrEqual(4);
  });

  it('lets a book go when its rows cannot be read', async () => {
    async function* broken(): AsyncGenerator<readonly DossierRegisterRow[]> {
      yield rowsFrom(1, 3);
      await Promise.resolve();
      throw new Error('rows gone');
    }
    await expect(new FakePapers().renderRegister(book, broken(), { copyNumber: 1 })).rejects.toThrow('rows gone');
  });

  it('is a book without entries when there are none, and says so', async () => {
    const paper = await new FakePapers().renderRegister(book, slicesOf(0, 10), { copyNumber: 1 });
    expect(paper?.pageCount).toBe(1);
  });
});
