import { describe, expect, it } from 'vitest';
import type { PageReader } from '#renderer/workflows/workflow-deps.ts';
import type { RecognisedPage } from '#shared/domain/recognised-page.ts';

export interface PageReaderRoom {
  readonly reader: PageReader;
  /** How far the pages that were begun are to be turned. */
  readonly begun: () => readonly number[];
  /** What is read on the page that is being read. */
  readonly answer: (page: RecognisedPage) => void;
}

const pageOf = (confidence: number): RecognisedPage => ({ widthPx: 10, heightPx: 10, lines: [], confidence });
const image = new Blob(['page']);
const never = (): AbortSignal => new AbortController().signal;

/** What whoever digitises relies on, whatever does the reading. The engine itself runs in Chromium only: `bench ocr`. */
export function describePageReader(name: string, open: () => PageReaderRoom): void {
  describe(`reader of pages, ${name}`, () => {
    it('reads one page at a time, in the order asked, each turned as told', async () => {
      const { reader, begun, answer } = open();
      const readings = [reader.read(image, never(), 90), reader.read(image, never())];
      await expect.poll(begun).toEqual([90]);
      answer(pageOf(1));
      await expect.poll(begun).toEqual([90, 0]);
      answer(pageOf(2));
      expect(await Promise.all(readings)).toEqual([
        { ok: true, value: pageOf(1) },
        { ok: true, value: pageOf(2) },
      ]);
    });

    it('stops in the middle of a page when asked, and reads the next', async () => {
      const { reader, begun, answer } = open();
      const stop = new AbortController();
      const [stopped, next] = [reader.read(image, stop.signal), reader.read(image, never(), 180)];
      await expect.poll(begun).toEqual([0]);
      stop.abort();
      expect(await stopped).toMatchObject({ error: { code: 'readingStopped', details: { reason: 'asked' } } });
      await expect.poll(begun).toEqual([0, 180]);
      answer(pageOf(3));
      expect(await next).toEqual({ ok: true, value: pageOf(3) });
    });

    it('begins nothing that was given up before its turn', async () => {
      const { reader, begun } = open();
      const stop = new AbortController();
      stop.abort();
      expect(await reader.read(image, stop.signal)).toMatchObject({ error: { code: 'readingStopped' } });
      expect(begun()).toEqual([]);
    });
  });
}
