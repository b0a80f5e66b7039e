import type { DBCoreTransaction, Middleware, DBCore } from 'dexie';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';

/** How an IndexedDB reports that the disk is full. */
export type FullDisk =
  /** The write itself fails. */
  | 'request'
  /** The write succeeds, and then the whole transaction is aborted. */
  | 'abort';

/** Fills the disk under a store: every later write fails until `isFull` is set to false. */
export function fillDisk(database: CounterDatabase, how: FullDisk): { isFull: boolean } {
  const disk = { isFull: true };
  const middleware: Middleware<DBCore> = {
    stack: 'dbcore',
    name: 'fullDisk',
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name);
        return {
          ...table,
          mutate: async (request) => {
            if (!disk.isFull) return table.mutate(request);
            if (how === 'request') {
              const failure = new DOMException('no room', 'QuotaExceededError');
              return { numFailures: 1, failures: { 0: failure }, lastResult: undefined };
            }
            const written = await table.mutate(request);
            abortFor(request.trans, 'QuotaExceededError');
            return written;
          },
        };
      },
    }),
  };
  database.use(middleware);
  return disk;
}

/** fake-indexeddb's own way to abort with a reason: a transaction's `error` cannot be set from outside. */
function abortFor(transaction: DBCoreTransaction, name: string): void {
  (transaction as unknown as { _abort(name: string): void })._abort(name);
}
