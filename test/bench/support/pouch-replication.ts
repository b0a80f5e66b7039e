import httpAdapter from 'pouchdb-adapter-http';
import memoryAdapter from 'pouchdb-adapter-memory';
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';
import { startJsonEndpoint, type JsonAnswer, type JsonRequest } from './json-endpoint.ts';
import type { LocalServer } from './local-server.ts';

const Pouch = PouchDB.plugin(memoryAdapter).plugin(httpAdapter).plugin(replication);
const DATABASE = 'dossiers';

interface Doc {
  readonly _id: string;
  readonly _rev: string;
}

/** As much of CouchDB, in memory, as a push replication talks to; it stores what it is sent and takes no time for it. */
class CouchDatabase {
  readonly docs = new Map<string, Doc>();
  readonly #locals = new Map<string, object>();

  answer({ method, path, body }: JsonRequest): JsonAnswer {
    const [database, name, ...rest] = path.split('/').slice(1);
    if (database !== DATABASE) return { status: 200, body: { couchdb: 'Welcome', uuid: 'bench' } };
    if (name === '_local') return this.#local(method, rest.join('/'), body);
    if (name === '_revs_diff') return { status: 200, body: this.#missing(body as Record<string, string[]>) };
    if (name === '_bulk_docs') return this.#store(body as { readonly docs: readonly Doc[] });
    return { status: 200, body: { db_name: DATABASE, update_seq: this.docs.size, doc_count: this.docs.size } };
  }

  #local(method: string, id: string, body: unknown): JsonAnswer {
    if (method === 'PUT') {
      this.#locals.set(id, body as object);
      return { status: 201, body: { ok: true, id: `_local/${id}`, rev: '0-1' } };
    }
    const found = this.#locals.get(id);
    return found === undefined
      ? { status: 404, body: { error: 'not_found', reason: 'missing' } }
      : { status: 200, body: { ...found, _rev: '0-1' } };
  }

  #missing(asked: Readonly<Record<string, readonly string[]>>): Record<string, { missing: readonly string[] }> {
    const unknown = Object.entries(asked).filter(([id]) => !this.docs.has(id));
    return Object.fromEntries(unknown.map(([id, revs]) => [id, { missing: revs }]));
  }

  #store({ docs }: { readonly docs: readonly Doc[] }): JsonAnswer {
    for (const doc of docs) this.docs.set(doc._id, doc);
    return { status: 201, body: [] };
  }
}

/** Milliseconds that PouchDB takes to replicate the documents over a link, with its own defaults. */
export async function replicateWithPouch(
  documents: readonly { readonly operationId: string }[],
  overLink: (endpoint: LocalServer, work: (linkUrl: string) => Promise<number>) => Promise<number>,
): Promise<number> {
  const couch = new CouchDatabase();
  const endpoint = await startJsonEndpoint((request) => couch.answer(request));
  const source = new Pouch(`source-${String(performance.now())}`, { adapter: 'memory' });
  try {
    await source.bulkDocs(documents.map((document) => ({ ...document, _id: document.operationId })));
    return await overLink(endpoint, async (linkUrl) => {
      const startedMs = performance.now();
      const target = new Pouch(`${linkUrl}/${DATABASE}`, { adapter: 'http', skip_setup: true });
      await Pouch.replicate(source, target);
      const tookMs = performance.now() - startedMs;
      if (couch.docs.size !== documents.length) throw new Error(`PouchDB left ${String(couch.docs.size)} documents`);
      return tookMs;
    });
  } finally {
    await source.destroy();
    await endpoint.stop();
  }
}
