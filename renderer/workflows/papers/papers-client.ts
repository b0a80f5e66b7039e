import type { Papers } from '#renderer/workflows/workflow-deps.ts';
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
  return {
    warmUp() {
      running();
    },
    async renderIntakeReceipt(content, copyNumber) {
      const answer = await running()({ kind: 'renderIntakeReceipt', content, copyNumber });
      if (answer.kind !== 'rendered') throw new Error('papers worker mixed up its answers');
      return answer.paper;
    },
    async extractPagePictures(bytes) {
      const answer = await running()({ kind: 'extractPagePictures', bytes });
      if (answer.kind !== 'extracted') throw new Error('papers worker mixed up its answers');
      return answer.pages;
    },
    async renderSeparatorSheets(sheets, drawnAt) {
      const answer = await running()({ kind: 'renderSeparatorSheets', sheets, drawnAt });
      if (answer.kind !== 'rendered') throw new Error('papers worker mixed up its answers');
      return answer.paper;
    },
    async renderTestPage(page) {
      const answer = await running()({ kind: 'renderTestPage', page });
      if (answer.kind !== 'rendered') throw new Error('papers worker mixed up its answers');
      return answer.paper;
    },
    async inspectPdf(bytes) {
      const answer = await running()({ kind: 'inspectPdf', bytes });
      if (answer.kind !== 'inspected') throw new Error('papers worker mixed up its answers');
      return answer.result;
    },
    async buildComponentPdf(input) {
      const buffers = new Set(input.pages.map(({ picture }) => picture.buffer));
      const answer = await running()({ kind: 'buildComponentPdf', input }, [...buffers]);
      if (answer.kind !== 'componentPdfBuilt') throw new Error('papers worker mixed up its answers');
      return answer.result;
    },
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
