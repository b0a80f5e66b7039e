import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** Stands between a station and the gateway, at one address for good, and tells when the gateway is in the middle of work. */
export interface KillingProxy {
  readonly url: string;
  /** Where requests go from now on; `undefined` = nowhere: connections are cut. */
  target: string | undefined;
  /**
   * Called once per call of `arm`, for the next batch or upload: `working` when the gateway has the whole request,
   * `answering` when its answer has begun. The station's connection is cut and never sees an answer.
   */
  arm(moment: 'working' | 'answering', onMoment: () => void): void;
  stop(): Promise<void>;
}

const WORK = /^\/v1\/(operations|uploads)/;

export async function startKillingProxy(): Promise<KillingProxy> {
  let armed: { readonly moment: 'working' | 'answering'; readonly onMoment: () => void } | undefined;
  const server = createServer((incoming, outgoing) => {
    const { target } = proxy;
    if (target === undefined) {
      incoming.socket.destroy();
      return;
    }
    const isWork = incoming.method !== 'OPTIONS' && WORK.test(incoming.url ?? '');
    const strike = isWork ? armed : undefined;
    if (strike !== undefined) armed = undefined;
    forward(target, incoming, outgoing, strike);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: KillingProxy = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    target: undefined,
    arm: (moment, onMoment) => {
      armed = { moment, onMoment };
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}

function forward(
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  strike: { readonly moment: 'working' | 'answering'; readonly onMoment: () => void } | undefined,
): void {
  const cut = (): void => {
    incoming.socket.destroy();
  };
  const { method = 'GET', headers } = incoming;
  const upstream = request(new URL(incoming.url ?? '/', target), { method, headers }, (answer) => {
    if (strike?.moment === 'answering') {
      strike.onMoment();
      answer.resume();
      cut();
      return;
    }
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
    answer.on('error', cut);
  });
  upstream.on('error', cut);
  upstream.on('finish', () => {
    if (strike?.moment !== 'working') return;
    strike.onMoment();
    cut();
  });
  incoming.pipe(upstream);
}
