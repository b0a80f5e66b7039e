import type { Fetch } from '#sync/transport/http-exchange.ts';

/** What happens to one request on its way. */
export type NetworkFault =
  | { readonly kind: 'deliver' }
  /** It never arrives. */
  | { readonly kind: 'cut' }
  /** It arrives and is carried out, and its answer is lost. */
  | { readonly kind: 'loseAnswer' }
  /** It arrives twice; the second answer comes back. */
  | { readonly kind: 'duplicate' }
  /** It arrives `delayMs` later. */
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** Somebody else answers in place of the gateway. */
  | { readonly kind: 'answer'; readonly answer: () => Response }
  /** Nobody ever answers; only the caller's own time-out ends it. */
  | { readonly kind: 'silence' };

export interface NetworkRequest {
  readonly method: string;
  /** `/v1/operations` */
  readonly path: string;
  /** Requests before this one. */
  readonly earlier: number;
}

/** A network between station and gateway that fails as the test says; it hands on to the machine's own `fetch`. */
export class FaultyNetwork {
  readonly requests: NetworkRequest[] = [];
  script: (request: NetworkRequest) => NetworkFault = () => ({ kind: 'deliver' });

  readonly fetch: Fetch = async (url, init) => {
    const request = { method: init.method ?? 'GET', path: new URL(url).pathname, earlier: this.requests.length };
    this.requests.push(request);
    const fault = this.script(request);
    switch (fault.kind) {
      case 'deliver':
        return fetch(url, init);
      case 'cut':
        throw new TypeError('fetch failed');
      case 'answer':
        return fault.answer();
      case 'loseAnswer':
        await (await fetch(url, init)).arrayBuffer();
        throw new TypeError('fetch failed');
      case 'duplicate':
        await (await fetch(url, init)).arrayBuffer();
        return fetch(url, init);
      case 'delay':
        await afterMs(fault.delayMs);
        return fetch(url, init);
      case 'silence':
        return silence(init.signal ?? undefined);
    }
  };

  /** Everything arrives again. */
  recover(): void {
    this.script = () => ({ kind: 'deliver' });
  }

  /** Requests to a path so far. */
  countOf(path: string): number {
    return this.requests.filter((request) => request.path === path).length;
  }
}

function afterMs(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, delayMs);
  });
}

function silence(signal: AbortSignal | undefined): Promise<Response> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => {
      reject(new DOMException('aborted', 'AbortError'));
    });
  });
}
