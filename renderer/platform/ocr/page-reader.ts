import type { PageReader } from '#renderer/workflows/workflow-deps.ts';
import type { RecognisedPage } from '#shared/domain/recognised-page.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { Scheduler } from '#shared/kernel/ports.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { OcrAnswer, OcrRequest } from './ocr-messages.ts';

/** What this needs of a worker. */
export interface OcrWorker {
  onmessage: ((event: MessageEvent<OcrAnswer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(request: OcrRequest): void;
  terminate(): void;
}

type ReadingError = AppError<'notAPicture' | 'readerUnavailable' | 'readingStopped'>;
type Reading = Result<RecognisedPage, ReadingError>;

/** A dense page takes some seconds, on the slowest machines half a minute: what takes longer does not end. */
const PAGE_LIMIT_MS = 120_000;
/** A loaded engine holds some 200 MB, and starting it takes a second. */
const IDLE_MS = 30_000;

/**
 * Reads pages one after the other in one worker, which has one thread. The worker starts with the first page and ends
 * when none has come for a while, when a page is given up, and when it fails; the next page starts another.
 */
export function createPageReader(scheduler: Scheduler, startWorker: () => OcrWorker = startOcrWorker): PageReader {
  let worker: OcrWorker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let cancelIdle = (): void => undefined;

  const endWorker = (): void => {
    cancelIdle();
    worker?.terminate();
    worker = undefined;
  };

  const readNow = (image: Blob, signal: AbortSignal): Promise<Reading> =>
    new Promise((resolve) => {
      cancelIdle();
      const used = (worker ??= startWorker());
      const settle = (reading: Reading, isWorkerKept: boolean): void => {
        cancelLimit();
        signal.removeEventListener('abort', stop);
        used.onmessage = used.onerror = null;
        if (!isWorkerKept) endWorker();
        resolve(reading);
      };
      const stop = (): void => {
        settle(err({ code: 'readingStopped', details: { reason: 'asked' } }), false);
      };
      const cancelLimit = scheduler.after(PAGE_LIMIT_MS, () => {
        settle(err({ code: 'readingStopped', details: { reason: 'timeLimit' } }), false);
      });
      signal.addEventListener('abort', stop);
      used.onerror = () => {
        settle(err({ code: 'readerUnavailable', details: { name: 'WorkerStopped' } }), false);
      };
      used.onmessage = ({ data }) => {
        settle(toReading(data), data.kind !== 'failed');
      };
      used.postMessage({ image });
    });

  const readInTurn = async (image: Blob, signal: AbortSignal): Promise<Reading> => {
    // Asked for while it waited, nothing is started.
    const reading: Reading = signal.aborted
      ? err({ code: 'readingStopped', details: { reason: 'asked' } })
      : await readNow(image, signal);
    waiting -= 1;
    if (waiting === 0 && worker !== undefined) cancelIdle = scheduler.after(IDLE_MS, endWorker);
    return reading;
  };

  return {
    read(image, signal) {
      waiting += 1;
      const reading = last.then(() => readInTurn(image, signal));
      last = reading;
      return reading;
    },
    rest() {
      if (waiting === 0) endWorker();
    },
  };
}

function toReading(answer: OcrAnswer): Reading {
  if (answer.kind === 'read') return ok(answer.page);
  if (answer.kind === 'notAPicture') return err({ code: 'notAPicture' });
  return err({ code: 'readerUnavailable', details: { name: answer.name } });
}

function startOcrWorker(): OcrWorker {
  return new Worker(new URL('./ocr.worker.ts', import.meta.url), { type: 'module' });
}
