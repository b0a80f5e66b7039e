import { beforeEach, describe, expect, it } from 'vitest';
import { findOfficeData, findProcedure, findWorkingDays } from '#renderer/data/repositories/catalogue-repository.ts';
import {
  findDossier,
  findDraft,
  findIssuedDocument,
  findPrintMark,
  listDrafts,
} from '#renderer/data/repositories/dossier-repository.ts';
import { countUnusedNumbers, findNextNumberBlock } from '#renderer/data/repositories/numbering-repository.ts';
import { DEFAULT_SETTINGS, getSettings, updateSettings } from '#renderer/data/repositories/settings-repository.ts';
import {
  addStationKeyPair,
  findStation,
  findStationKeyPair,
  putStation,
} from '#renderer/data/repositories/station-repository.ts';
import { createDexieChangeSink } from '#renderer/data/sync-stores/dexie-change-sink.ts';
import type { NumberBlockId, OfficerId } from '#shared/kernel/ids.ts';
import { openStore } from '#test/support/counter-store.ts';
import { catalogueOf, CounterBench } from '#test/unit/renderer/counter-bench.ts';
import {
  at,
  calendar,
  date,
  id,
  office,
  officer,
  procedure,
  station,
  valueOf,
} from '#test/unit/shared/domain/samples.ts';

let bench: CounterBench;
beforeEach(() => {
  bench = new CounterBench(openStore());
});

describe('dossiers', () => {
  it('read back as they were written', async () => {
    await bench.equip();
    const { dossier, issuedDocumentId } = valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft()));
    const read = await findDossier(bench.database, dossier.dossierId);
    expect(read).toEqual({ ok: true, value: dossier });
    expect(await findIssuedDocument(bench.database, issuedDocumentId)).toMatchObject({ ok: true });
    expect(await findPrintMark(bench.database, issuedDocumentId)).toMatchObject({ dossierCode: dossier.dossierCode });
  });

  it('that are damaged are reported with the place, and stay where they are', async () => {
    await bench.equip();
    const { dossier } = valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft()));
    const damaged = { ...dossier, feeTotalVnd: 'nhiều' } as unknown as typeof dossier;
    await bench.database.dossiers.put(damaged);
    expect(await findDossier(bench.database, dossier.dossierId)).toEqual({
      ok: false,
      error: { code: 'damagedRow', details: { path: 'feeTotalVnd' } },
    });
    expect(await bench.database.dossiers.get(dossier.dossierId)).toEqual(damaged);
  });

  it('that this station does not hold are undefined', async () => {
    expect(await findDossier(bench.database, bench.ids.next())).toBeUndefined();
    expect(await findIssuedDocument(bench.database, bench.ids.next())).toBeUndefined();
    expect(await findPrintMark(bench.database, bench.ids.next())).toBeUndefined();
  });
});

describe('drafts', () => {
  it('are listed per officer, the newest first; one that cannot be read is left where it is', async () => {
    const [older, newer, foreign, damaged] = [
      bench.draft({ updatedAt: at('2026-11-20 08:00') }),
      bench.draft({ updatedAt: at('2026-11-20 09:00') }),
      bench.draft({ startedBy: id(77) as OfficerId }),
      bench.draft(),
    ];
    await bench.database.drafts.bulkPut([
      older,
      newer,
      foreign,
      { ...damaged, channel: 'fax' } as unknown as typeof damaged,
    ]);
    expect(await listDrafts(bench.database, officer.officerId)).toEqual([newer, older]);
    expect(await findDraft(bench.database, newer.draftId)).toEqual(newer);
    expect(await findDraft(bench.database, damaged.draftId)).toBeUndefined();
    expect(await bench.database.drafts.count()).toBe(4);
  });
});

describe('number blocks', () => {
  const block = (n: number, changes: object = {}) => ({
    numberBlockId: id(500 + n) as NumberBlockId,
    agencyCode: office.agencyCode,
    workingOn: date('2026-11-20'),
    from: n * 10 + 1,
    to: n * 10 + 10,
    next: n * 10 + 1,
    ...changes,
  });
  const nextOn = (on: string) => findNextNumberBlock(bench.database, office.agencyCode, date(on));

  it('are used up in order, the lowest first, for the day and the agency asked for', async () => {
    await bench.database.numberBlocks.bulkPut([
      block(3),
      block(1, { next: 21 }),
      block(2),
      block(0, { agencyCode: 'H99.02' }),
      block(4, { workingOn: date('2026-11-23') }),
    ]);
    expect(await nextOn('2026-11-20')).toEqual(block(2));
    expect(await nextOn('2026-11-23')).toEqual(block(4, { workingOn: date('2026-11-23') }));
    expect(await nextOn('2026-11-24')).toBeUndefined();
  });

  it('count what is left of each day from a day on', async () => {
    await bench.database.numberBlocks.bulkPut([
      block(1, { next: 15 }),
      block(2, { next: 31 }),
      block(3, { workingOn: date('2026-11-23') }),
      block(4, { workingOn: date('2026-11-19') }),
    ]);
    const unused = await countUnusedNumbers(bench.database, date('2026-11-20'));
    expect([...unused]).toEqual([
      ['2026-11-20', 6],
      ['2026-11-23', 10],
    ]);
  });
});

describe('the catalogue', () => {
  it('keeps older versions of a procedure when it is replaced', async () => {
    const newer = { ...procedure, procedureVersion: 4, name: 'Chứng thực bản sao (bản mới)' };
    const sink = createDexieChangeSink(bench.database);
    await sink.replaceCatalogue(catalogueOf([procedure], 1));
    await sink.replaceCatalogue(catalogueOf([newer], 2));
    expect(await sink.readCatalogueVersion()).toBe(2);
    expect(await findProcedure(bench.database, procedure.procedureCode, 3)).toEqual(procedure);
    expect(await findProcedure(bench.database, procedure.procedureCode, 4)).toEqual(newer);
    expect(await findProcedure(bench.database, procedure.procedureCode, 5)).toBeUndefined();
  });

  it('is absent before it has come, and when it cannot be read', async () => {
    expect(await findOfficeData(bench.database)).toBeUndefined();
    expect(await findWorkingDays(bench.database, date('2026-11-20'), 3)).toEqual([]);
    await bench.database.settings.put({ key: 'officeData', value: { office: 'somewhere' } });
    expect(await findOfficeData(bench.database)).toBeUndefined();
  });

  it('tells the next working days, without holidays, and none when its calendar has none', async () => {
    const sink = createDexieChangeSink(bench.database);
    await sink.replaceCatalogue(catalogueOf());
    // Friday; the weekend and the holiday on Tuesday 24 November are left out.
    expect(await findWorkingDays(bench.database, date('2026-11-20'), 3)).toEqual([
      '2026-11-20',
      '2026-11-23',
      '2026-11-25',
    ]);
    const holidays = Array.from({ length: 800 }, (_, day) =>
      new Date(Date.UTC(2026, 10, 20 + day)).toISOString().slice(0, 10),
    );
    const closed = holidays.map((on) => ({ on: date(on), name: 'Nghỉ (mẫu)', source: 'mẫu', isConfirmed: true }));
    await sink.replaceCatalogue({
      ...catalogueOf([], 2),
      workCalendar: { ...calendar, holidays: closed, swapDays: [] },
    });
    expect(await findWorkingDays(bench.database, date('2026-11-20'), 3)).toEqual([]);
  });
});

describe('settings', () => {
  it('start from defaults and keep what was not changed', async () => {
    expect(await getSettings(bench.database)).toEqual(DEFAULT_SETTINGS);
    const printerByPaper = { form: 'a5', report: null, slip: null, thermal: 'k80' };
    await updateSettings(bench.database, { printerByPaper });
    await updateSettings(bench.database, { language: 'en' });
    expect(await getSettings(bench.database)).toEqual({ ...DEFAULT_SETTINGS, printerByPaper, language: 'en' });
  });

  it('changed at the same time are both kept', async () => {
    await Promise.all([
      updateSettings(bench.database, { theme: 'highContrast' }),
      updateSettings(bench.database, { favouriteProcedures: ['2.000815'] }),
    ]);
    const settings = await getSettings(bench.database);
    expect(settings).toMatchObject({ theme: 'highContrast', favouriteProcedures: ['2.000815'] });
  });

  it('that cannot be read fall back to defaults', async () => {
    await bench.database.settings.put({ key: 'counterSettings', value: { theme: 'neon' } });
    expect(await getSettings(bench.database)).toEqual(DEFAULT_SETTINGS);
  });
});

describe('the station', () => {
  it('is undefined before enrolment and when its row cannot be read', async () => {
    expect(await findStation(bench.database)).toBeUndefined();
    await putStation(bench.database, station);
    expect(await findStation(bench.database)).toEqual(station);
    await bench.database.settings.put({ key: 'station', value: { stationId: 'x' } });
    expect(await findStation(bench.database)).toBeUndefined();
  });

  it('keeps the first key pair, not extractable and fit to sign, whichever window was faster', async () => {
    expect(await findStationKeyPair(bench.database)).toBeUndefined();
    const make = () => crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
    const [first, second] = [await make(), await make()];
    const [kept, keptToo] = await Promise.all([
      addStationKeyPair(bench.database, first),
      addStationKeyPair(bench.database, second),
    ]);
    const stored = await findStationKeyPair(bench.database);
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
    expect(stored?.privateKey.extractable).toBe(false);
    for (const pair of [kept, keptToo]) {
      const signature = await crypto.subtle.sign(algorithm, pair.privateKey, new Uint8Array([1, 2, 3]));
      const key = stored?.publicKey ?? first.publicKey;
      expect(await crypto.subtle.verify(algorithm, key, signature, new Uint8Array([1, 2, 3]))).toBe(true);
    }
  });
});
