import type { Bridge } from '#shared/ipc/index.ts';
import { ok } from '#shared/kernel/result.ts';
import type { Journal } from '#shared/journal-format/journal.ts';

const notWritable = { ok: false, error: { code: 'notWritable' } } as const;

/** The journal in main's hands. A call that rejects means that main refused it or is gone: nothing was written. */
export function createElectronJournal(bridge: Bridge): Journal {
  return {
    open: () => bridge['journal.open'](null).catch(() => notWritable),
    append: (records) => bridge['journal.append']([...records]).catch(() => notWritable),
    read: (from, page) => bridge['journal.read']({ from, page }).catch(() => notWritable),
    keepScan: (hash, bytes) => bridge['journal.keepScan']({ hash, bytes }).catch(() => notWritable),
    async readScan(hash) {
      const read = await bridge['journal.readScan'](hash).catch(() => notWritable);
      return read.ok ? ok(read.value ?? undefined) : read;
    },
    listScans: () => bridge['journal.listScans'](null).catch(() => notWritable),
    dropScan: (hash) => bridge['journal.dropScan'](hash).catch(() => notWritable),
  };
}
