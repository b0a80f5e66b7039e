import { describe, expect, it } from 'vitest';
import { findBlockedOfficers, findOfficeData } from '#renderer/data/repositories/catalogue-repository.ts';
import { findNotice } from '#renderer/data/repositories/notice-repository.ts';
import {
  findProvinceRecord,
  listAnnouncements,
  listConflicts,
} from '#renderer/data/repositories/province-repository.ts';
import { createDexieChangeSink } from '#renderer/data/sync-stores/dexie-change-sink.ts';
import { toNoticeRecord } from '#shared/domain/notice.ts';
import type { Officer } from '#shared/domain/office.ts';
import { decideAcceptDossier } from '#shared/domain/decide-accept-dossier.ts';
import { MemoryChangeSink } from '#test/fakes/memory-change-sink.ts';
import { newNotice } from '#test/support/notice-room.ts';
import { catalogueOf, CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { acceptCommand, NOW, valueOf } from '#test/unit/shared/domain/samples.ts';
import { describeChangeKinds } from './change-kinds.contract.ts';

const withOfficers = (catalogueVersion: number, officers: readonly Officer[]) => ({
  ...catalogueOf([], catalogueVersion),
  officers: [...officers],
});

describeChangeKinds('in memory', () => {
  const sink = new MemoryChangeSink();
  const { dossier } = valueOf(decideAcceptDossier(acceptCommand()));
  const { dossierId } = dossier;
  sink.dossiers.set(dossierId, dossier);
  const notice = newNotice(dossier);
  sink.notices.set(notice.noticeId, toNoticeRecord(notice));
  return Promise.resolve({
    sink,
    dossier,
    notice,
    reopenLine: () => Promise.resolve(void sink.withOpenOperations.add(dossierId)),
    look: () =>
      Promise.resolve({
        dossier: sink.dossiers.get(dossierId) ?? dossier,
        record: sink.records.get(dossierId),
        conflicts: [...sink.conflicts.values()],
        announcements: [...sink.announcements.values()].flatMap(({ value }) => value ?? []),
        officers: sink.officers,
        calendarVersion: sink.calendar?.calendarVersion,
        noticeNews: sink.notices.get(notice.noticeId)?.province,
      }),
    defer: (changes) => {
      sink.deferred.push(...[...changes].sort((a, b) => a.changeNumber - b.changeNumber));
      return Promise.resolve();
    },
    putCatalogue: (version, officers) => sink.replaceCatalogue(withOfficers(version, officers)),
  });
});

describeChangeKinds('Dexie', async () => {
  const bench = await new CounterBench().equip();
  const { database } = bench;
  const { dossier } = valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft()));
  const { dossierId } = dossier;
  await database.outbox.toCollection().modify({ state: 'acknowledged' });
  const sink = createDexieChangeSink(database);
  const notice = newNotice(dossier);
  await database.notices.put(toNoticeRecord(notice));
  return {
    sink,
    dossier,
    notice,
    reopenLine: async () => {
      await database.outbox.where('dossierId').equals(dossierId).modify({ state: 'parked' });
    },
    look: async () => {
      const [office, blocked] = await Promise.all([findOfficeData(database), findBlockedOfficers(database)]);
      return {
        dossier: (await database.dossiers.get(dossierId)) ?? dossier,
        record: await findProvinceRecord(database, dossierId),
        conflicts: await listConflicts(database, dossierId),
        announcements: await listAnnouncements(database),
        officers: (office?.officers ?? []).filter(({ officerId }) => !blocked.has(officerId)),
        calendarVersion: office?.workCalendar.calendarVersion,
        noticeNews: (await findNotice(database, notice.noticeId))?.province,
      };
    },
    defer: async (changes) => {
      await database.deferredChanges.bulkPut(changes.map((change) => ({ ...change, receivedAt: NOW })));
    },
    putCatalogue: (version, officers) => sink.replaceCatalogue(withOfficers(version, officers)),
  };
});

describe('a page of several kinds', () => {
  it('[PU6] is written with its cursor in one transaction, or not at all', async () => {
    const bench = await new CounterBench().equip();
    const { dossierId } = valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft())).dossier;
    const sink = createDexieChangeSink(bench.database);
    const page = [
      { changeNumber: 1, kind: 'dossierStateChanged', payload: { dossierId, state: 'returned', changedAt: NOW } },
      { changeNumber: 2, kind: 'cannotBeStored', payload: () => 'a function' },
    ];
    await expect(sink.applyChanges(page, 2, NOW)).rejects.toThrow();
    expect(await bench.database.dossiers.get(dossierId)).toMatchObject({ state: 'accepted' });
    expect([await bench.database.conflicts.count(), await bench.database.provinceRecords.count()]).toEqual([0, 0]);
    expect(await sink.readCursor()).toBe(0);
  });
});
