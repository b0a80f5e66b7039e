import { createWorker, OEM, PSM, type Block, type Line, type Worker as Engine } from 'tesseract.js';
import engineWorkerUrl from 'tesseract.js/dist/worker.min.js?url';
import coreUrl from 'tesseract.js-core/tesseract-core-simd-lstm.wasm.js?url';
import dataUrl from '@tesseract.js-data/vie/4.0.0_best_int/vie.traineddata.gz?url';
import { withoutStrayLines, type RecognisedLine, type RecognisedPage } from '#shared/domain/recognised-page.ts';
import type { ImageSize } from '#shared/imaging/image-header.ts';
import type { OcrAnswer, OcrRequest } from './ocr-messages.ts';
import { openPage } from './page-picture.worker.ts';

let engine: Promise<Engine> | undefined;

function startEngine(): Promise<Engine> {
  return createWorker('vie', OEM.LSTM_ONLY, {
    workerPath: ownAddress(engineWorkerUrl),
    corePath: ownAddress(coreUrl),
    // The engine appends a file name of its own; what stands after '#' is never asked for.
    langPath: `${ownAddress(dataUrl)}#`,
    // The content security policy allows no worker from a blob, and nothing but our own store writes to IndexedDB.
    workerBlobURL: false,
    cacheMethod: 'none',
    // Without a handler it throws a second time, outside of every promise.
    errorHandler: () => undefined,
  });
}

function ownAddress(url: string): string {
  return new URL(url, self.location.href).href;
}

async function answer({ image, turnedBy }: OcrRequest): Promise<OcrAnswer> {
  const opened = await openPage(image, turnedBy);
  if (opened.kind === 'notAPicture') return opened;
  if (opened.kind === 'tooLarge') return { kind: 'read', page: { ...opened.size, lines: [], confidence: 0 } };
  const { bytes, scale } = opened.draw();
  opened.close();
  const started = await (engine ??= startEngine().then(async (ready) => {
    await ready.setParameters({ tessedit_pageseg_mode: PSM.AUTO });
    return ready;
  }));
  const { data } = await started.recognize(new Blob([bytes]), {}, { text: false, blocks: true });
  return { kind: 'read', page: toPage(data.blocks ?? [], opened.size, scale, data.confidence) };
}

function toPage(blocks: readonly Block[], size: ImageSize, scale: number, confidence: number): RecognisedPage {
  const lines = blocks.flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines));
  return {
    ...size,
    lines: withoutStrayLines(lines.map((line) => toLine(line, scale))),
    confidence: toConfidence(confidence),
  };
}

function toLine({ words, baseline }: Line, scale: number): RecognisedLine {
  return {
    words: words
      .map(({ text, bbox, confidence }) => ({
        text: text.normalize('NFC').trim(),
        box: {
          left: bbox.x0 * scale,
          top: bbox.y0 * scale,
          width: (bbox.x1 - bbox.x0) * scale,
          height: (bbox.y1 - bbox.y0) * scale,
        },
        confidence: toConfidence(confidence),
      }))
      .filter(({ text }) => text !== ''),
    baseline: {
      x0: baseline.x0 * scale,
      y0: baseline.y0 * scale,
      x1: baseline.x1 * scale,
      y1: baseline.y1 * scale,
    },
  };
}

/** The engine says a little under 0 of what it gave up. */
function toConfidence(value: number): number {
  return Math.max(0, Math.min(100, value));
}

self.onmessage = (event: MessageEvent<OcrRequest>) => {
  answer(event.data).then(
    (message) => {
      self.postMessage(message);
    },
    (cause: unknown) => {
      // The engine rejects with texts, which may name files: they stay here.
      const failed: OcrAnswer = { kind: 'failed', name: cause instanceof Error ? cause.name : 'EngineFailed' };
      self.postMessage(failed);
    },
  );
};
