import type { AdjustedPage, DrawnPage } from '#shared/imaging/adjusted-page.ts';
import type { Quad } from '#shared/imaging/quad.ts';
import type { TiffProblem } from '#shared/imaging/tiff-pages.ts';
import type { Scheduler } from '#shared/kernel/ports.ts';
import { err, type Result } from '#shared/kernel/result.ts';
import type { ImagesAnswer, ImagesAnswers, ImagesQuestion, ImagesRequest } from './worker/images-messages.ts';

/** The largest picture that is taken at all is done within a few seconds; what takes longer goes round in circles. */
const LONGEST_WORK_MS = 60_000;

/** What of a worker is used. */
export interface ImageWorker {
  postMessage(message: ImagesRequest, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<ImagesAnswer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface ImageWorkClient {
  adjustPage(image: Blob): Promise<AdjustedPage | undefined>;
  drawThumbnail(image: Blob, maxSidePx: number): Promise<Blob | undefined>;
  countTiffPages(file: Blob): Promise<Result<number, TiffProblem>>;
  drawTiffPage(file: Blob, pageIndex: number): Promise<DrawnPage | undefined>;
  findPageCorners(frame: ImageBitmap): Promise<Quad | undefined>;
  straighten(picture: Blob | ImageBitmap, corners: Quad): Promise<AdjustedPage | undefined>;
}

/**
 * Image work in a worker of its own, which is started with the first question. One that stops, or does not answer in
 * time, is ended: what was asked of it is answered as if the picture did not decode, and the next question starts another.
 */
export function createImageWorkClient(scheduler: Scheduler, start: () => ImageWorker = startWorker): ImageWorkClient {
  const line = new WorkerLine(scheduler, start);
  return {
    adjustPage: (image) => line.ask({ kind: 'adjustPage', image }),
    drawThumbnail: (image, maxSidePx) => line.ask({ kind: 'drawThumbnail', image, maxSidePx }),
    countTiffPages: async (file) => (await line.ask({ kind: 'countTiffPages', file })) ?? err({ code: 'imageDamaged' }),
    drawTiffPage: (file, pageIndex) => line.ask({ kind: 'drawTiffPage', file, pageIndex }),
    findPageCorners: (frame) => line.ask({ kind: 'findPageCorners', frame }),
    straighten: (picture, corners) => line.ask({ kind: 'straighten', picture, corners }),
  };
}

function startWorker(): ImageWorker {
  return new Worker(new URL('./worker/images.worker.ts', import.meta.url), { type: 'module' });
}

type Settle = (value: ImagesAnswers[keyof ImagesAnswers]) => void;

class WorkerLine {
  readonly #scheduler: Scheduler;
  readonly #start: () => ImageWorker;
  readonly #asked = new Map<number, Settle>();
  #worker: ImageWorker | undefined;
  #cancelTimer: (() => void) | undefined;
  #lastId = 0;

  constructor(scheduler: Scheduler, start: () => ImageWorker) {
    this.#scheduler = scheduler;
    this.#start = start;
  }

  ask<Question extends ImagesQuestion>(question: Question): Promise<ImagesAnswers[Question['kind']] | undefined> {
    this.#lastId += 1;
    const requestId = this.#lastId;
    return new Promise((resolve) => {
      // The worker pairs every answer with its question's kind.
      this.#asked.set(requestId, resolve as Settle);
      if (this.#asked.size === 1) this.#watch();
      this.#running().postMessage({ requestId, question }, framesOf(question));
    });
  }

  #running(): ImageWorker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = this.#start();
    worker.onmessage = ({ data }) => {
      const settle = this.#asked.get(data.requestId);
      this.#asked.delete(data.requestId);
      this.#watch();
      settle?.(data.kind === 'done' ? data.value : undefined);
    };
    worker.onerror = () => {
      this.#end();
    };
    this.#worker = worker;
    return worker;
  }

  /** Questions are answered one after another: the time runs anew with each answer. */
  #watch(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (this.#asked.size === 0) return;
    this.#cancelTimer = this.#scheduler.after(LONGEST_WORK_MS, () => {
      this.#end();
    });
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const asked = [...this.#asked.values()];
    this.#asked.clear();
    this.#watch();
    for (const settle of asked) settle(undefined);
  }
}

function framesOf(question: ImagesQuestion): Transferable[] {
  if (question.kind === 'findPageCorners') return [question.frame];
  return question.kind === 'straighten' && !(question.picture instanceof Blob) ? [question.picture] : [];
}
