/** What a worker's module sees as its own scope. */
export interface LoopbackScope {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: unknown, options?: { readonly transfer?: Transferable[] }): void;
}

/**
 * A worker on the same thread: messages are cloned and moved as between threads, and answered later. One at a time, since
 * a module is run once: the scope is the one that the module saw.
 */
export class LoopbackWorker {
  static readonly scope: LoopbackScope = {
    onmessage: null,
    postMessage(message, options) {
      LoopbackWorker.#deliver(LoopbackWorker.#latest, structuredClone(message, { transfer: options?.transfer ?? [] }));
    },
  };
  static #latest: LoopbackWorker | undefined;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onerror: (() => void) | null = null;

  constructor() {
    LoopbackWorker.#latest = this;
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    LoopbackWorker.#deliver(LoopbackWorker.scope, structuredClone(message, { transfer }));
  }

  static #deliver(to: Pick<LoopbackScope, 'onmessage'> | undefined, data: unknown): void {
    queueMicrotask(() => to?.onmessage?.({ data }));
  }
}
