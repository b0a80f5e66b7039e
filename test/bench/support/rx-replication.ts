import { createRxDatabase } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { startJsonEndpoint } from './json-endpoint.ts';
import type { LocalServer } from './local-server.ts';

const PUSH_BATCH = 100;
const TEXT = { type: 'string' };
const NUMBER = { type: 'number' };
const SCHEMA = {
  version: 0,
  primaryKey: 'operationId',
  type: 'object',
  properties: {
    operationId: { type: 'string', maxLength: 36 },
    ...{ stationId: TEXT, lineKey: TEXT, kind: TEXT, payloadHash: TEXT, createdAt: TEXT },
    ...{ stationSequence: NUMBER, sequence: NUMBER, protocolVersion: NUMBER },
    payload: { type: 'object' },
    dependsOn: { type: 'array', items: TEXT },
  },
  required: ['operationId'],
};

interface Row {
  readonly newDocumentState: { readonly operationId: string };
}

/** Milliseconds that RxDB takes to push the documents over a link, a hundred at a time. */
export async function replicateWithRx(
  documents: readonly { readonly operationId: string }[],
  overLink: (endpoint: LocalServer, work: (linkUrl: string) => Promise<number>) => Promise<number>,
): Promise<number> {
  const stored = new Set<string>();
  const endpoint = await startJsonEndpoint(({ body }) => {
    for (const { newDocumentState } of body as readonly Row[]) stored.add(newDocumentState.operationId);
    return { status: 200, body: [] };
  });
  const database = await createRxDatabase({
    ...{ name: `bench-${String(Math.round(performance.now()))}`, storage: getRxStorageMemory(), multiInstance: false },
  });
  try {
    const { operations } = await database.addCollections({ operations: { schema: SCHEMA } });
    await operations.bulkInsert(documents.map((document) => ({ ...document })));
    return await overLink(endpoint, async (linkUrl) => {
      const startedMs = performance.now();
      const state = replicateRxCollection({
        ...{ collection: operations, replicationIdentifier: 'bench', live: false, retryTime: 1_000 },
        push: { batchSize: PUSH_BATCH, handler: (rows) => push(linkUrl, rows) },
      });
      await state.awaitInitialReplication();
      const tookMs = performance.now() - startedMs;
      await state.cancel();
      if (stored.size !== documents.length) throw new Error(`RxDB pushed ${String(stored.size)} documents`);
      return tookMs;
    });
  } finally {
    await database.close();
    await endpoint.stop();
  }
}

async function push(url: string, rows: readonly unknown[]): Promise<[]> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/push`, { method: 'POST', headers, body: JSON.stringify(rows) });
  if (!answer.ok) throw new Error(`push was answered ${String(answer.status)}`);
  return (await answer.json()) as [];
}
