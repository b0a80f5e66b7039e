import { createServer, type IncomingMessage } from 'node:http';
import { listenLocally, type LocalServer } from './local-server.ts';

export interface JsonRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly body: unknown;
}
export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A small HTTP endpoint that speaks JSON; what stands at the other end of a rival's replication. */
export async function startJsonEndpoint(answer: (request: JsonRequest) => JsonAnswer): Promise<LocalServer> {
  const server = createServer((incoming, reply) => {
    void readBody(incoming).then((body) => {
      const path = new URL(incoming.url ?? '/', 'http://endpoint.invalid').pathname;
      const answered = answer({ method: incoming.method ?? 'GET', path, body });
      reply.writeHead(answered.status, { 'content-type': 'application/json' }).end(JSON.stringify(answered.body));
    });
  });
  return listenLocally(server);
}

async function readBody(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}
