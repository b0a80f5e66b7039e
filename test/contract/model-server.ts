import { createServer, type IncomingMessage, type Server } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { AddressInfo } from 'node:net';
import * as v from 'valibot';
import { localDateSchema } from '#shared/kernel/instant.ts';
import {
  batchRequestSchema,
  feeReceiptBookRequestSchema,
  leaseRequestSchema,
  returnRequestSchema,
  sessionRequestSchema,
} from '#sync/protocol/messages.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import type { GatewayModel } from '#test/fakes/gateway-model.ts';
import { ModelUploads } from './model-uploads.ts';

interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const NOW = '2026-11-20T01:00:00.000Z';
const EXPIRES = '2026-11-20T13:00:00.000Z';

/** The model behind real HTTP, just enough of it for the client to talk to. */
export async function serveModel(
  model: GatewayModel,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const uploads = new ModelUploads(model);
  const server = createServer((request, response) => {
    void answer(model, uploads, request).then(({ status, body, headers }) => {
      const type = status >= 400 ? 'application/problem+json' : 'application/json';
      response.writeHead(status, { 'content-type': type, ...headers });
      response.end(body === undefined || status === 204 ? undefined : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => closeServer(server) };
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

async function answer(model: GatewayModel, uploads: ModelUploads, request: IncomingMessage): Promise<Reply> {
  const bytes = await readAll(request);
  const url = new URL(request.url ?? '/', 'http://gateway.test');
  if (url.pathname === '/v1/sessions') {
    v.parse(sessionRequestSchema, JSON.parse(bytes.toString('utf8')));
    return { status: 200, body: { token: 'model-token', expiresAt: EXPIRES, serverNow: NOW } };
  }
  if (request.headers.authorization !== 'Bearer model-token') return problem('sessionExpired', 401);
  const [, , collection, name] = url.pathname.split('/');
  if (collection === 'uploads') return uploads.answer(request, name, bytes);
  if (collection === 'changes') {
    const page = model.changesAfter(Number(url.searchParams.get('cursor')), Number(url.searchParams.get('limit')));
    return page === undefined ? problem('badCursor', 400) : { status: 200, body: page };
  }
  if (collection === 'catalogue') return catalogueReply(model, request.headers['if-none-match']);
  if (collection === 'fee-receipts') {
    return { status: 200, body: model.dailyReceipts(v.parse(localDateSchema, url.searchParams.get('on'))) };
  }
  const body: unknown = JSON.parse(bytes.toString('utf8'));
  if (collection === 'leases') {
    const leased = model.lease(v.parse(leaseRequestSchema, body));
    return leased === undefined ? problem('requestIdReused', 409) : { status: 200, body: leased };
  }
  if (collection === 'number-returns') {
    const outcome = model.returnNumbers(v.parse(returnRequestSchema, body));
    if (outcome === 'recorded') return { status: 200, body: { recordedAt: NOW } };
    return problem(outcome, outcome === 'requestIdReused' ? 409 : 422);
  }
  if (collection === 'fee-receipt-books') {
    const book = model.leaseReceiptBook(v.parse(feeReceiptBookRequestSchema, body));
    return book === undefined ? problem('requestIdReused', 409) : { status: 200, body: { book } };
  }
  const { operations } = v.parse(batchRequestSchema, body);
  return { status: 200, body: { outcomes: model.apply(operations as Operation[]), serverNow: NOW } };
}

function catalogueReply({ catalogue }: GatewayModel, known: string | undefined): Reply {
  const etag = `"${catalogue?.catalogueVersion ?? 0}"`;
  return known === etag ? { status: 304 } : { status: 200, body: catalogue, headers: { etag } };
}

function problem(code: string, status: number): Reply {
  return { status, body: { type: `urn:qmc:problem:${code}`, title: code, status, code } };
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw;
}
