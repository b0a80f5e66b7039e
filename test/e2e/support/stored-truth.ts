import type { Page } from '@playwright/test';

/** What the local store of a page holds, read past the app. */
export interface StoredTruth {
  readonly codes: readonly string[];
  /** Kind and state of every row of the queue, in order. */
  readonly queue: readonly string[];
  /** Hashes of the scans, computed from their bytes. */
  readonly scans: readonly string[];
}

export function readStoredTruth(page: Page): Promise<StoredTruth> {
  return page.evaluate(async () => {
    const answered = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(new Error(request.error?.name));
        };
      });
    const store = await answered(indexedDB.open('quay-mot-cua'));
    const rowsOf = (table: string): Promise<Readonly<Record<string, unknown>>[]> =>
      answered(store.transaction(table).objectStore(table).getAll() as IDBRequest<Readonly<Record<string, unknown>>[]>);
    const dossiers = await rowsOf('dossiers');
    const outbox = await rowsOf('outbox');
    const blobs = await rowsOf('blobs');
    store.close();
    const hashes = blobs.map(async ({ bytes }) => {
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as ArrayBuffer));
      return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    });
    return {
      codes: dossiers.map(({ dossierCode }) => String(dossierCode)).sort(),
      queue: outbox
        .sort((a, b) => Number(a['stationSequence']) - Number(b['stationSequence']))
        .map(({ kind, state }) => `${String(kind)} ${String(state)}`),
      scans: (await Promise.all(hashes)).sort(),
    };
  });
}
