import type { Journal } from '#shared/journal-format/journal.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Changes, CommitFailure, NewBlob } from './changes.ts';
import { encodeScan } from './journal-codec.ts';
import type { JournalWriter } from './journal-writer.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/**
 * Written twice before anything is printed: scans are mirrored before the commit that stores them, and `ok` comes only
 * after the commit is in the journal as well. While the journal cannot be written nothing but drafts is taken in.
 */
export function createJournalledUnitOfWork(
  store: UnitOfWork,
  journal: Pick<Journal, 'keepScan'>,
  writer: Pick<JournalWriter, 'flush' | 'stoppedBy'>,
): UnitOfWork {
  return {
    async commit(changes) {
      if (isOnlyDrafts(changes)) return store.commit(changes);
      const open = refuseStopped(writer);
      if (!open.ok) return open;
      const mirrored = await mirror(journal, changes.blobs ?? []);
      if (!mirrored.ok) return mirrored;
      const committed = await store.commit(changes);
      return settle(committed, writer);
    },
    async commitInTurn<Refusal>(
      lineKeys: readonly string[],
      decide: () => Promise<Result<Changes, Refusal>>,
      begins?: 'inTurn' | 'atOnce',
    ) {
      const open = refuseStopped(writer);
      if (!open.ok) return open;
      const decideAndMirror = async (): Promise<Result<Changes, Refusal | CommitFailure>> => {
        const decided = await decide();
        if (!decided.ok) return decided;
        const mirrored = await mirror(journal, decided.value.blobs ?? []);
        return mirrored.ok ? decided : mirrored;
      };
      const committed = await store.commitInTurn<Refusal | CommitFailure>(lineKeys, decideAndMirror, begins);
      return settle(committed, writer);
    },
  };
}

function refuseStopped(writer: Pick<JournalWriter, 'stoppedBy'>): Result<null, CommitFailure> {
  const reason = writer.stoppedBy();
  return reason === undefined ? ok(null) : err({ code: 'journalFailed', details: { reason } });
}

/** A commit that came to nothing is withdrawn from the journal before the officer is told. */
async function settle<Failure>(
  committed: Result<null, Failure>,
  writer: Pick<JournalWriter, 'flush'>,
): Promise<Result<null, Failure | CommitFailure>> {
  const flushed = await writer.flush();
  return committed.ok ? flushed : committed;
}

/** Drafts are no part of the journal, and typing must not wait for it. */
function isOnlyDrafts(changes: Changes): boolean {
  return Object.keys(changes).every((part) => part === 'drafts' || part === 'removeDrafts');
}

async function mirror(
  journal: Pick<Journal, 'keepScan'>,
  blobs: readonly NewBlob[],
): Promise<Result<null, CommitFailure>> {
  for (const { hash, bytes } of blobs) {
    const kept = await journal.keepScan(hash, encodeScan(bytes));
    if (kept.ok) continue;
    const { code } = kept.error;
    return err(code === 'diskFull' ? { code: 'storageFull' } : { code: 'journalFailed', details: { reason: code } });
  }
  return ok(null);
}
