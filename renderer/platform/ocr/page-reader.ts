import type { PageReader } from '#renderer/workflows/workflow-deps.ts';
import type { RecognisedPage } from '#shared/domain/recognised-page.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { Cancel, Scheduler } from '#shared/kernel/ports.ts';
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

const STOPPED: Reading = err({ code: 'readingStopped', details: { reason: 'asked' } });
const TOO_LONG: Reading = err({ code: 'readingStopped', details: { reason: 'timeLimit' } });

/**
 * Reads pages one after the other in one worker, which has one thread. The worker starts with the first page and ends
 * when none has come for a while, when a page is given up, and when it fails; the next page starts another.
 */
export function createPageReader(scheduler: Scheduler, startWorker: () => OcrWorker = startOcrWorker): PageReader {
  let worker: OcrWorker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let cancelIdle: Cancel = () => undefined;
  const endWorker = (): void => {
    worker?.terminate();
    worker = undefined;
  };
  const readInTurn = async (request: OcrRequest, signal: AbortSignal): Promise<Reading> => {
    cancelIdle();
    let reading = STOPPED;
    // Nothing is started for a page that was given up while it waited.
    if (!signal.aborted) {
      const { answered, isWorkerUsable } = await readWith((worker ??= startWorker()), request, signal, scheduler);
      reading = answered;
      if (!isWorkerUsable) endWorker();
    }
    waiting -= 1;
    if (waiting === 0) cancelIdle = scheduler.after(IDLE_MS, endWorker);
    return reading;
  };
  return {
    read(image, signal, turnedBy = 0) {
      waiting += 1;
      const reading = last.then(() => readInTurn({ image, turnedBy }, signal));
      last = reading;
      return reading;
    },
    rest() {
      if (waiting > 0) return;
      cancelIdle();
      endWorker();
    },
  };
}

/** One page in one worker; a worker that was left in the middle of a page cannot be used again. */
function readWith(
  worker: OcrWorker,
  request: OcrRequest,
  signal: AbortSignal,
  scheduler: Scheduler,
): Promise<{ readonly answered: Reading; readonly isWorkerUsable: boolean }> {
  return new Promise((resolve) => {
    const settle = (answered: Reading, isWorkerUsable: boolean): void => {
      cancelLimit();
      signal.removeEventListener('abort', stop);
      worker.onmessage = null;
      worker.onerror = null;
      resolve({ answered, isWorkerUsable });
    };
    const stop = (): void => {
      settle(STOPPED, false);
    };
    const cancelLimit = scheduler.after(PAGE_LIMIT_MS, () => {
      settle(TOO_LONG, false);
    });
    signal.addEventListener('abort', stop);
    worker.onerror = () => {
      settle(err({ code: 'readerUnavailable', details: { name: 'WorkerStopped' } }), false);
    };
    worker.onmessage = ({ data }) => {
      settle(toReading(data), data.kind !== 'failed');
    };
    worker.postMessage(request);
  });
}

function toReading(answer: OcrAnswer): Reading {
  if (answer.kind === 'read') return ok(answer.page);
  if (answer.kind === 'notAPicture') return err({ code: 'notAPicture' });
  return err({ code: 'readerUnavailable', details: { name: answer.name } });
}

function startOcrWorker(): OcrWorker {
  return new Worker(new URL('./ocr.worker.ts', import.meta.url), { type: 'module' });
}
