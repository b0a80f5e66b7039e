import type { Papers } from '#renderer/workflows/workflow-deps.ts';
import { drawRegister, type RegisterSteps } from './draw-register.ts';
import type { PapersAnswer, PapersRequest } from './papers-messages.ts';

type WithoutId<Request> = Request extends unknown ? Omit<Request, 'requestId'> : never;

export interface PapersClient extends Papers {
  /** Loads the worker ahead of the first paper: a megabyte of code that must not race the first screen for the machine. */
  warmUp(): void;
}

/** @param handedOver buffers that are moved to the worker instead of copied */
type Ask = (request: WithoutId<PapersRequest>, handedOver?: readonly ArrayBuffer[]) => Promise<PapersAnswer>;

/** Draws and checks PDFs in a worker, so that typing never waits for a paper. */
export function createPapersClient(): PapersClient {
  let ask: Ask | undefined;
  const running = (): Ask => (ask ??= startWorker());
  let lastBookId = 0;
  return {
    warmUp() {
      running();
    },
    async renderPaper(content, options) {
      return (await answered(running()({ kind: 'renderPaper', content, options }), 'rendered')).paper;
    },
    async renderThermal(content, options) {
      return (await answered(running()({ kind: 'renderThermal', content, options }), 'thermalRendered')).slip;
    },
    renderRegister(book, slices, options) {
      lastBookId += 1;
      return drawRegister(registerSteps(running(), lastBookId), book, slices, options);
    },
    async extractPagePictures(bytes) {
      return (await answered(running()({ kind: 'extractPagePictures', bytes }), 'extracted')).pages;
    },
    async renderSeparatorSheets(sheets, drawnAt) {
      return (await answered(running()({ kind: 'renderSeparatorSheets', sheets, drawnAt }), 'rendered')).paper;
    },
    async renderTestPage(page) {
      const answer = await running()({ kind: 'renderTestPage', page });
      if (answer.kind !== 'rendered') throw new Error('papers worker mixed up its answers');
      return answer.paper;
    },
    async inspectPdf(bytes) {
      return (await answered(running()({ kind: 'inspectPdf', bytes }), 'inspected')).result;
    },
    async buildComponentPdf(input) {
      const buffers = new Set(input.pages.map(({ picture }) => picture.buffer));
      return (await answered(running()({ kind: 'buildComponentPdf', input }, [...buffers]), 'componentPdfBuilt'))
        .result;
    },
  };
}

/** Waits for an answer of the kind that belongs to the question. */
async function answered<Kind extends PapersAnswer['kind']>(
  answering: Promise<PapersAnswer>,
  kind: Kind,
): Promise<Extract<PapersAnswer, { readonly kind: Kind }>> {
  const answer = await answering;
  if (answer.kind !== kind) throw new Error('papers worker mixed up its answers');
  return answer as Extract<PapersAnswer, { readonly kind: Kind }>;
}

function registerSteps(ask: Ask, bookId: number): RegisterSteps {
  return {
    open: (book, options) => ask({ kind: 'openRegister', bookId, book, options }),
    async addRows(rows) {
      return (await answered(ask({ kind: 'addRegisterRows', bookId, rows }), 'registerGrown')).progress;
    },
    async finish() {
      return (await answered(ask({ kind: 'finishRegister', bookId }), 'rendered')).paper;
    },
    drop: () => ask({ kind: 'dropRegister', bookId }),
  };
}

function startWorker(): Ask {
  const worker = new Worker(new URL('./papers.worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<
    number,
    { readonly resolve: (answer: PapersAnswer) => void; readonly reject: (cause: Error) => void }
  >();
  let lastId = 0;
  worker.onmessage = (event: MessageEvent<PapersAnswer>) => {
    const asked = waiting.get(event.data.requestId);
    waiting.delete(event.data.requestId);
    if (event.data.kind === 'failed') asked?.reject(new Error(event.data.name));
    else asked?.resolve(event.data);
  };
  worker.onerror = () => {
    for (const asked of waiting.values()) asked.reject(new Error('papers worker stopped'));
    waiting.clear();
  };
  return (request, handedOver = []) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      worker.postMessage({ ...request, requestId: lastId }, [...handedOver]);
    });
}
