import type { Page } from '@playwright/test';

/** What the counter's own store says, read past the program. */
export interface CounterBooks {
  readonly operations: readonly {
    readonly operationId: string;
    readonly kind: string;
    readonly state: string;
    readonly parkedReason: string;
  }[];
  readonly dossiers: readonly {
    readonly dossierId: string;
    readonly dossierCode: string;
    readonly feeTotalVnd: number;
    readonly hashes: readonly string[];
  }[];
  readonly payments: readonly { readonly dossierId: string; readonly amountVnd: number }[];
  /** Lines of the queue; a dossier's is `dossier:` and its id. */
  readonly lines: readonly string[];
  /** Scans that the gateway has confirmed, by the queue. */
  readonly sentScans: readonly string[];
  /** Commits that this start has brought back from the journal. */
  readonly restoredCommits: number;
  /** Local scans by name, with the hash of the bytes as they are read now. */
  readonly scans: readonly { readonly hash: string; readonly actualHash: string }[];
}

/** Functions that are handed to a page carry a mark of the loader, which the page does not know. */
export async function acceptFunctions(page: Page): Promise<void> {
  await page.evaluate('globalThis.__name ??= (named) => named');
}

/** Reads the store in the window that is open. The names are those of `renderer/data/schema`. */
export async function readCounterBooks(page: Page): Promise<CounterBooks> {
  await acceptFunctions(page);
  return page.evaluate(async () => {
    const answer = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(request.error ?? new Error('not read'));
        };
      });
    const database = await answer(indexedDB.open('quay-mot-cua'));
    const names = ['outbox', 'dossiers', 'feePayments', 'blobs', 'storeFindings'] as const;
    const rows = database.transaction(names, 'readonly');
    const [outbox, dossiers, payments, blobs, findings] = await Promise.all(
      names.map((name) => answer(rows.objectStore(name).getAll()) as Promise<readonly unknown[]>),
    );
    database.close();
    const hex = (bytes: ArrayBuffer): string =>
      Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
    interface OutboxRow {
      readonly operationId: string;
      readonly kind: string;
      readonly state: string;
      readonly lineKey: string;
      readonly parkedReason: { readonly code: string; readonly detail: string } | null;
    }
    interface DossierRow {
      readonly dossierId: string;
      readonly dossierCode: string;
      readonly feeTotalVnd: number;
      readonly components: readonly { readonly files: readonly { readonly hash: string }[] }[];
    }
    return {
      operations: (outbox as readonly OutboxRow[]).map(({ operationId, kind, state, parkedReason }) => ({
        ...{ operationId, kind, state },
        parkedReason: parkedReason === null ? '' : `${parkedReason.code}: ${parkedReason.detail}`,
      })),
      restoredCommits: (findings as readonly { readonly restoredCommits: number }[])[0]?.restoredCommits ?? 0,
      lines: (outbox as readonly OutboxRow[]).map(({ lineKey }) => lineKey),
      sentScans: (outbox as readonly OutboxRow[])
        .filter(({ kind, state }) => kind === 'storeBlob' && state === 'acknowledged')
        .map(({ lineKey }) => lineKey.slice('blob:'.length)),
      dossiers: (dossiers as readonly DossierRow[]).map(({ dossierId, dossierCode, feeTotalVnd, components }) => ({
        ...{ dossierId, dossierCode, feeTotalVnd },
        hashes: components.flatMap(({ files }) => files.map(({ hash }) => hash)).sort(),
      })),
      payments: (payments as readonly { dossierId: string; amountVnd: number }[]).map(({ dossierId, amountVnd }) => ({
        ...{ dossierId, amountVnd },
      })),
      scans: await Promise.all(
        (blobs as readonly { hash: string; bytes: ArrayBuffer }[]).map(async ({ hash, bytes }) => ({
          hash,
          actualHash: hex(await crypto.subtle.digest('SHA-256', bytes)),
        })),
      ),
    };
  });
}
