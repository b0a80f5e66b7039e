import { describe, expect, it } from 'vitest';
import { findUnreadFindings } from '#renderer/data/repositories/store-findings.ts';
import { MemoryJournal } from '#test/fakes/memory-journal.ts';
import { copyOf, startApp, type Start, type StoreCopy } from '#test/support/journal-room.ts';
import { NOW } from '#test/unit/shared/domain/samples.ts';

const NOTHING = {
  tornBytes: 0,
  damagedParts: 0,
  restoredCommits: 0,
  unreadParts: 0,
  missingScans: 0,
  isStoreReplaced: false,
};

/** A machine that has taken in three dossiers, and was switched off. */
async function machineWithDossiers(): Promise<{ readonly journal: MemoryJournal; readonly copy: StoreCopy }> {
  const { bench, database, journal, writer } = await startApp(new MemoryJournal());
  await bench.equip();
  for (let turn = 0; turn < 3; turn += 1) {
    const accepted = await bench.workflows.acceptDossier(bench.session, bench.draft());
    expect(accepted.ok).toBe(true);
  }
  await expect.poll(() => bench.nudges).toBe(3);
  await writer.flush();
  return { journal, copy: await copyOf(database) };
}

/** Overwrites some bytes of the journal's last file. */
function damage(journal: MemoryJournal, place: 'middle' | 'end'): void {
  const [name, bytes] = [...journal.disk.files].at(-1) ?? [];
  if (name === undefined || bytes === undefined) throw new Error('the journal has a file');
  const changed = place === 'end' ? bytes.slice(0, -3) : bytes.slice();
  if (place === 'middle') changed.fill(0xa5, Math.floor(bytes.byteLength / 2), Math.floor(bytes.byteLength / 2) + 8);
  journal.disk.files.set(name, changed);
}

const unread = ({ database }: Start) => findUnreadFindings(database);

describe('what a start has found', () => {
  it('[JR21] is nothing when store and journal are whole', async () => {
    const { journal, copy } = await machineWithDossiers();
    expect(await unread(await startApp(journal.reopened(), copy))).toBeUndefined();
  });

  it('[JR21] tells damage while the store is whole, until an officer has read it, and then only what is new', async () => {
    const { journal, copy } = await machineWithDossiers();
    damage(journal, 'middle');
    const start = await startApp(journal.reopened(), copy);
    expect(await unread(start)).toMatchObject({ ...NOTHING, damagedParts: 1, foundAt: NOW });
    const again = await startApp(journal.reopened(), await copyOf(start.database));
    expect(await unread(again)).toMatchObject({ ...NOTHING, damagedParts: 1 });

    await again.bench.workflows.readFindings(again.bench.session);
    expect(await unread(again)).toBeUndefined();
    const later = await startApp(journal.reopened(), await copyOf(again.database));
    expect(await unread(later)).toBeUndefined();
    const { officerId } = again.bench.session.officer;
    expect(await later.database.storeFindings.toArray()).toMatchObject([{ seenAt: NOW, seenBy: officerId }]);

    damage(journal, 'end');
    const torn = await unread(await startApp(journal.reopened(), await copyOf(later.database)));
    expect(torn?.tornBytes).toBeGreaterThan(0);
  });

  it('[JR21] tells what was brought back, and what could not be read while it was', async () => {
    const whole = await machineWithDossiers();
    const restored = await unread(await startApp(whole.journal.reopened()));
    expect(restored).toMatchObject({ ...NOTHING, restoredCommits: restored?.restoredCommits });
    expect(restored?.restoredCommits).toBeGreaterThan(3);

    damage(whole.journal, 'middle');
    const partly = await unread(await startApp(whole.journal.reopened()));
    expect(partly?.unreadParts).toBe(1);
    expect(partly?.restoredCommits).toBe((restored?.restoredCommits ?? 0) - 1);
  });
});
