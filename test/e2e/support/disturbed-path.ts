import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** What stands at the gateway's address: the gateway, nobody, or somebody who answers in its place. */
export type Disturbance = 'none' | 'cut' | 'garbage' | 'html' | 'serverError' | 'silence';

/** The way from a counter to the gateway, at one address for good. */
export interface DisturbedPath {
  readonly url: string;
  /** Where undisturbed requests go. */
  target: string | undefined;
  disturbance: Disturbance;
  /** Changes the catalogue on its way to the counter. */
  alterCatalogue: ((catalogue: Catalogue) => void) | undefined;
  /** How many requests have met the present kind of disturbance. */
  readonly disturbed: () => number;
  stop(): Promise<void>;
}

/** The members of the catalogue that tests change. */
export interface Catalogue {
  readonly procedures: { readonly procedureCode: string; procedureVersion: number }[];
}

/** So that the page can read the answer of the impostor, as it can when it was served from the same address. */
const READABLE = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, HEAD, POST, PATCH',
  'access-control-allow-headers':
    'authorization, content-type, content-encoding, if-none-match, tus-resumable, upload-length, upload-metadata, upload-offset',
  'access-control-expose-headers': 'location, tus-resumable, upload-length, upload-offset, x-qmc-blob, x-qmc-problem',
};

const ANSWERS: Readonly<Record<'garbage' | 'html' | 'serverError', readonly [number, string, string]>> = {
  garbage: [200, 'application/json', '{"outcomes": [[[ \u0000 not json'],
  html: [200, 'text/html; charset=utf-8', '<!doctype html><title>WiFi</title><h1>Đăng nhập mạng</h1>'],
  serverError: [500, 'text/html', '<h1>Internal Server Error</h1>'],
};

export async function startDisturbedPath(): Promise<DisturbedPath> {
  let met = 0;
  let now: Disturbance = 'none';
  const server = createServer((incoming, outgoing) => {
    const target = now === 'none' ? way.target : undefined;
    if (target !== undefined) {
      forward(target, incoming, outgoing, way.alterCatalogue);
      return;
    }
    met += 1;
    disturb(now, incoming, outgoing);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const way: DisturbedPath = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    target: undefined,
    get disturbance() {
      return now;
    },
    set disturbance(next) {
      now = next;
      met = 0;
      server.closeAllConnections();
    },
    alterCatalogue: undefined,
    disturbed: () => met,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return way;
}

function disturb(kind: Disturbance, incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (kind === 'none' || kind === 'cut') {
    incoming.socket.destroy();
    return;
  }
  if (kind === 'silence') return;
  incoming.resume();
  if (incoming.method === 'OPTIONS') {
    outgoing.writeHead(204, READABLE).end();
    return;
  }
  const [status, type, text] = ANSWERS[kind];
  outgoing.writeHead(status, { ...READABLE, 'content-type': type }).end(text);
}

function forward(
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  alterCatalogue: ((catalogue: Catalogue) => void) | undefined,
): void {
  const cut = (): void => {
    incoming.socket.destroy();
  };
  const { method = 'GET', headers } = incoming;
  const upstream = request(new URL(incoming.url ?? '/', target), { method, headers }, (answer) => {
    answer.on('error', cut);
    const isCatalogue = incoming.url === '/v1/catalogue' && method === 'GET' && answer.statusCode === 200;
    if (isCatalogue && alterCatalogue !== undefined) {
      void answerAltered(answer, outgoing, alterCatalogue);
      return;
    }
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  upstream.on('error', cut);
  incoming.pipe(upstream);
}

async function answerAltered(
  answer: IncomingMessage,
  outgoing: ServerResponse,
  alter: (catalogue: Catalogue) => void,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  const catalogue = JSON.parse(Buffer.concat(parts).toString('utf8')) as Catalogue;
  alter(catalogue);
  const { 'content-length': _, 'transfer-encoding': __, ...headers } = answer.headers;
  outgoing.writeHead(200, headers).end(JSON.stringify(catalogue));
}
