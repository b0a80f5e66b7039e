import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';

export interface LinkOptions {
  /** Where the link leads: `http://127.0.0.1:8710`. */
  readonly target: string;
  /** Shared by all connections, each way; default: as fast as the machine. */
  readonly bytesPerSecond?: number;
  /** Default 0. A new connection costs one round trip before its first byte passes. */
  readonly roundTripMs?: number;
  /** When the next cut of everything comes; asked again after each. */
  readonly nextCutAfterMs?: () => number;
  /** Asked for each connection: it is cut when it has carried so many bytes up. */
  readonly cutAfterBytes?: () => number;
}

/** A TCP link with a delay, a bandwidth and cuts, at one address for good. What was on its way when it is cut is lost. */
export interface EmulatedLink {
  readonly url: string;
  /** Where connections lead from now on. */
  target: string;
  /** Bytes that came out at the far end. */
  readonly passed: { readonly up: number; readonly down: number };
  readonly cuts: number;
  /** Ends every connection, both ways, without a word. */
  cut(): void;
  stop(): Promise<void>;
}

/** For timers that come late. */
const GRACE_MS = 50;
/** Room in the link beside what its delay holds. */
const BUFFER_BYTES = 64 * 1024;

export async function startEmulatedLink(options: LinkOptions): Promise<EmulatedLink> {
  const { bytesPerSecond = Number.POSITIVE_INFINITY, roundTripMs = 0, nextCutAfterMs, cutAfterBytes } = options;
  const passed = { up: 0, down: 0 };
  const open = new Set<Socket>();
  const lanes = { up: new Lane(bytesPerSecond, roundTripMs), down: new Lane(bytesPerSecond, roundTripMs) };
  let cuts = 0;
  let timer: NodeJS.Timeout | undefined;

  const server = createServer((near) => {
    const { hostname, port } = new URL(link.target);
    const far = connect(Number(port), hostname);
    const end = (): void => {
      near.resetAndDestroy();
      // What had come out at the far end stays there to be read; a reset would take it back.
      far.destroy();
      open.delete(near);
    };
    open.add(near);
    far.on('close', () => lanes.down.afterAll(() => near.destroySoon()));
    near.on('close', () => lanes.up.afterAll(() => far.destroySoon()));
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      // A socket that ends in order says so through its lane, behind its last bytes.
      socket.on('error', end);
    }
    const most = cutAfterBytes?.() ?? Number.POSITIVE_INFINITY;
    let carried = 0;
    const readyAtMs = performance.now() + roundTripMs;
    lanes.up.carry(near, far, readyAtMs, (chunk) => {
      const room = Math.max(0, most - carried);
      carried += chunk.length;
      passed.up += Math.min(chunk.length, room);
      if (chunk.length < room) return chunk;
      if (room === 0) return undefined;
      cuts += 1;
      // What passes before the cut does arrive: the cut comes behind it.
      far.write(chunk.subarray(0, room), () => setImmediate(end));
      return undefined;
    });
    lanes.down.carry(far, near, readyAtMs, (chunk) => {
      passed.down += chunk.length;
      return chunk;
    });
  });
  const cut = (): void => {
    if (open.size > 0) cuts += 1;
    for (const socket of open) socket.resetAndDestroy();
  };
  const planCut = (): void => {
    if (nextCutAfterMs === undefined) return;
    timer = setTimeout(() => {
      cut();
      planCut();
    }, nextCutAfterMs());
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  planCut();
  const link: EmulatedLink = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    target: options.target,
    passed,
    get cuts() {
      return cuts;
    },
    cut,
    stop: async () => {
      clearTimeout(timer);
      server.close();
      cut();
      await once(server, 'close');
    },
  };
  return link;
}

/** One direction: bytes leave it one after the other at the link's speed, half a round trip later. */
class Lane {
  readonly #bytesPerMs: number;
  readonly #delayMs: number;
  readonly #roomBytes: number;
  #freeAtMs = 0;

  constructor(bytesPerSecond: number, roundTripMs: number) {
    this.#bytesPerMs = bytesPerSecond / 1_000;
    this.#delayMs = roundTripMs / 2;
    this.#roomBytes = Number.isFinite(bytesPerSecond) ? this.#bytesPerMs * roundTripMs + BUFFER_BYTES : Infinity;
  }

  /** Runs `work` when everything that is on its way has arrived. */
  afterAll(work: () => void): void {
    setTimeout(work, Math.max(0, this.#freeAtMs - performance.now()) + this.#delayMs + GRACE_MS);
  }

  /** @param pass what arrives of a chunk; `undefined` when the connection has ended */
  carry(from: Socket, to: Socket, readyAtMs: number, pass: (chunk: Buffer) => Buffer | undefined): void {
    const queue: { readonly chunk: Buffer | 'end'; readonly dueAtMs: number }[] = [];
    let onTheWay = 0;
    let isPumping = false;
    const pump = (): void => {
      isPumping = false;
      for (let [next] = queue; next !== undefined; [next] = queue) {
        const waitMs = next.dueAtMs - performance.now();
        if (waitMs > 0) {
          isPumping = true;
          setTimeout(pump, waitMs);
          break;
        }
        queue.shift();
        deliver(next.chunk);
      }
      if (onTheWay <= this.#roomBytes) from.resume();
    };
    const deliver = (chunk: Buffer | 'end'): void => {
      if (to.destroyed) return;
      if (chunk === 'end') {
        to.end();
        return;
      }
      onTheWay -= chunk.length;
      const arrived = pass(chunk);
      if (arrived !== undefined) to.write(arrived);
    };
    const add = (chunk: Buffer | 'end'): void => {
      const size = chunk === 'end' ? 0 : chunk.length;
      this.#freeAtMs = Math.max(this.#freeAtMs, performance.now(), readyAtMs) + size / this.#bytesPerMs;
      onTheWay += size;
      queue.push({ chunk, dueAtMs: this.#freeAtMs + this.#delayMs });
      if (onTheWay > this.#roomBytes) from.pause();
      if (!isPumping) pump();
    };
    from.on('data', add);
    from.on('end', () => add('end'));
  }
}
