import type { JournalCall, JournalReply } from '#shared/journal-format/journal-calls.ts';
import type { Journal, JournalOutcome } from '#shared/journal-format/journal.ts';

type Call = <Value>(method: JournalCall['method'], ...args: readonly unknown[]) => Promise<JournalOutcome<Value>>;

/** The journal in the browser's own file system, kept by a worker: only there can a file be flushed to the disk. */
export function createOpfsJournal(): Journal {
  let started: Call | undefined;
  const call: Call = (method, ...args) => (started ??= startWorker())(method, ...args);
  return {
    open: () => call('open'),
    append: (records) => call('append', records),
    read: (from, page) => call('read', from, page),
    keepScan: (hash, bytes) => call('keepScan', hash, bytes),
    readScan: (hash) => call('readScan', hash),
    listScans: () => call('listScans'),
    dropScan: (hash) => call('dropScan', hash),
  };
}

function startWorker(): Call {
  const worker = new Worker(new URL('./journal.worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (outcome: JournalOutcome<unknown>) => void>();
  let lastId = 0;
  let isDead = false;
  worker.onmessage = (event: MessageEvent<JournalReply>) => {
    const settle = waiting.get(event.data.callId);
    waiting.delete(event.data.callId);
    settle?.(event.data.outcome);
  };
  worker.onerror = () => {
    // Nobody knows what is on the disk now; the officer is told, and opening the page anew looks.
    isDead = true;
    for (const settle of waiting.values()) settle(notWritable);
    waiting.clear();
  };
  return <Value>(method: JournalCall['method'], ...args: readonly unknown[]) =>
    new Promise<JournalOutcome<Value>>((resolve) => {
      if (isDead) {
        resolve(notWritable);
        return;
      }
      lastId += 1;
      // The worker answers a method with that method's outcome.
      waiting.set(lastId, resolve as (outcome: JournalOutcome<unknown>) => void);
      worker.postMessage({ callId: lastId, method, args } satisfies JournalCall);
    });
}

const notWritable = { ok: false, error: { code: 'notWritable' } } as const;
