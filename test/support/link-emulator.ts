import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface LinkProperties {
  readonly roundTripMs: number;
  /** Of each direction; shared by all connections. */
  readonly bitsPerSecond: number;
}

/** A slow line between a station and a gateway. */
export interface EmulatedLink {
  /** `http://127.0.0.1:…`, the station's end. */
  readonly url: string;
  /** Bytes carried so far from the station to the gateway. */
  readonly sentBytes: () => number;
  /** Bytes carried so far from the gateway to the station. */
  readonly receivedBytes: () => number;
  stop(): Promise<void>;
}

/** What travels at once; small enough that connections share the line fairly. */
const PIECE_BYTES = 4 * 1024;
/** What the line holds before it stops reading from a sender, as a socket's buffer would. */
const WINDOW_BYTES = 128 * 1024;

/** One direction of the line: bytes of all connections go one after another at its speed, and arrive half a trip later. */
class Lane {
  readonly #bytesPerMs: number;
  readonly #delayMs: number;
  #freeAtMs = 0;
  carried = 0;

  constructor({ roundTripMs, bitsPerSecond }: LinkProperties) {
    this.#bytesPerMs = bitsPerSecond / 8 / 1_000;
    this.#delayMs = roundTripMs / 2;
  }

  /** When `bytes` that are handed in no earlier than `fromMs` will have arrived. */
  arrivalOf(bytes: number, fromMs: number): number {
    this.#freeAtMs = Math.max(this.#freeAtMs, performance.now(), fromMs) + bytes / this.#bytesPerMs;
    this.carried += bytes;
    return this.#freeAtMs + this.#delayMs;
  }
}

/** A TCP proxy in front of `targetUrl` that takes the time such a line takes, the handshake included. */
export async function startLink(targetUrl: string, properties: LinkProperties): Promise<EmulatedLink> {
  const target = new URL(targetUrl);
  const up = new Lane(properties);
  const down = new Lane(properties);
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (station) => {
    const gateway = connect({ host: target.hostname, port: Number(target.port), allowHalfOpen: true, noDelay: true });
    for (const socket of [station, gateway]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
    const readyMs = performance.now() + properties.roundTripMs;
    carry(station, gateway, up, readyMs);
    carry(gateway, station, down, readyMs);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    sentBytes: () => up.carried,
    receivedBytes: () => down.carried,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Carries bytes in order; both ends break together. */
function carry(from: Socket, to: Socket, lane: Lane, readyMs: number): void {
  const travelling: { readonly dueMs: number; readonly piece: Buffer | 'end' }[] = [];
  let held = 0;
  let timer: NodeJS.Timeout | undefined;
  const deliver = (): void => {
    timer = undefined;
    for (let next = travelling[0]; next !== undefined && next.dueMs <= performance.now() + 0.5; next = travelling[0]) {
      travelling.shift();
      if (next.piece === 'end') to.end();
      else {
        held -= next.piece.length;
        to.write(next.piece);
      }
    }
    if (held < WINDOW_BYTES) from.resume();
    const [first] = travelling;
    if (first !== undefined) timer = setTimeout(deliver, Math.max(0, first.dueMs - performance.now()));
  };
  const put = (piece: Buffer | 'end'): void => {
    travelling.push({ dueMs: lane.arrivalOf(piece === 'end' ? 0 : piece.length, readyMs), piece });
    timer ??= setTimeout(deliver, 0);
  };
  from.on('data', (chunk: Buffer) => {
    held += chunk.length;
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) put(chunk.subarray(at, at + PIECE_BYTES));
    if (held >= WINDOW_BYTES) from.pause();
  });
  from.on('end', () => put('end'));
  from.on('error', () => to.destroy());
  from.on('close', () => {
    if (from.errored !== null) to.destroy();
  });
  to.on('close', () => {
    clearTimeout(timer);
    from.destroy();
  });
}
