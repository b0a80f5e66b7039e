import { beforeEach, describe, expect, it } from 'vitest';
import { isIntakeReceipt } from '#shared/domain/issued-document.ts';
import { createDexieChangeSink } from '#renderer/data/sync-stores/dexie-change-sink.ts';
import { readNumberReport, readNumberSupply } from '#renderer/data/repositories/number-report.ts';
import { findDossierIdByCode } from '#renderer/data/repositories/dossier-repository.ts';
import { findDossiers } from '#renderer/data/repositories/dossier-summaries.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import { parseDossierCode } from '#shared/domain/dossier-code.ts';
import { bandOf } from '#shared/domain/number-space.ts';
import { isProvisionalCode } from '#shared/domain/provisional-code.ts';
import type { NumberBlockId } from '#shared/kernel/ids.ts';
import { MS_PER_DAY, type Instant, type LocalDate } from '#shared/kernel/instant.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { office, station, valueOf } from '#test/unit/shared/domain/samples.ts';

let bench: CounterBench;
beforeEach(async () => {
  bench = await new CounterBench().equip(2);
});

const accept = async (of: CounterBench = bench): Promise<Dossier> =>
  valueOf(await of.workflows.acceptDossier(of.session, of.draft())).dossier;
const acceptMany = async (count: number): Promise<string[]> => {
  const codes: string[] = [];
  for (let n = 0; n < count; n += 1) codes.push((await accept()).dossierCode);
  return codes;
};
const sink = () => createDexieChangeSink(bench.database);
const giveBand = (from: number, to: number) => sink().addNumberBlocks([], { from, to });

describe('when the leased numbers are used up', () => {
  it('[NU6] goes on with the numbers of its own band, then with provisional codes', async () => {
    await giveBand(50_001, 50_002);
    expect(await acceptMany(6)).toEqual([
      'H99.01-261120-0001',
      'H99.01-261120-0002',
      'H99.01-261120-50001',
      'H99.01-261120-50002',
      'TAM-00000000-261120-0001',
      'TAM-00000000-261120-0002',
    ]);
  });

  it('[NU6] takes leased numbers again as soon as there are some', async () => {
    await giveBand(50_001, 50_200);
    await acceptMany(3);
    const numberBlockId = bench.ids.next<NumberBlockId>();
    const { agencyCode } = office;
    await sink().addNumberBlocks([{ numberBlockId, agencyCode, workingOn: bench.clock.today(), from: 31, to: 40 }]);
    expect((await accept()).dossierCode).toBe('H99.01-261120-0031');
  });

  it('[NU6] keeps the band it was given first', async () => {
    await giveBand(50_001, 50_200);
    await giveBand(50_201, 50_400);
    expect((await acceptMany(3)).at(-1)).toBe('H99.01-261120-50001');
  });

  it('[NU7] counts the band anew on every day and never uses a number of another day', async () => {
    const { from, to } = bandOf(3);
    await giveBand(from, to);
    await acceptMany(3);
    bench.clock.advance(3 * MS_PER_DAY);
    expect((await accept()).dossierCode).toBe(`H99.01-261123-${String(from)}`);
    bench.clock.advance(-3 * MS_PER_DAY);
    expect((await accept()).dossierCode).toBe(`H99.01-261120-${String(from + 1)}`);
  });

  it('[NU7] begins a new day and a new year with codes of their own', async () => {
    await giveBand(50_001, 50_200);
    const at = async (instant: string): Promise<string> => {
      bench.clock.setWall(instant as Instant);
      return (await accept()).dossierCode;
    };
    expect(await at('2026-12-31T16:59:59.999Z')).toBe('H99.01-261231-50001');
    expect(await at('2026-12-31T17:00:00.000Z')).toBe('H99.01-270101-50001');
  });
});

describe('a provisional code', () => {
  it('[NU8] can never be read as an official one, and is unlike that of any other station', async () => {
    await acceptMany(2);
    const { dossierCode, provisionalCode, orderNumber } = await accept();
    expect([dossierCode, orderNumber]).toEqual([provisionalCode, 1]);
    expect(isProvisionalCode(dossierCode)).toBe(true);
    expect(parseDossierCode(dossierCode).ok).toBe(false);
  });

  it('[NU8] is printed as such, and the money carries it', async () => {
    await acceptMany(2);
    const { dossierCode } = await accept();
    await expect.poll(() => bench.papers.receipts.at(-1)?.provisionalCode).toBe(dossierCode);
    expect(bench.papers.drawn.at(-1)?.content).toMatchObject({ dossierCode, qrPayload: dossierCode });
    const payments = await bench.database.feePayments.toArray();
    expect(payments.map((payment) => payment.dossierCode)).toContain(dossierCode);
  });

  it('[NU9] is kept beside the official one, and both find the dossier', async () => {
    await acceptMany(2);
    const { dossierId, dossierCode: provisionalCode } = await accept();
    const assigned = { dossierId, provisionalCode, dossierCode: 'H99.01-261120-0077', orderNumber: 77 };
    const change = { changeNumber: 1, kind: 'officialCodeAssigned', payload: assigned };
    await sink().applyChanges([change], 1, bench.clock.now());
    const known = { dossierCode: 'H99.01-261120-0077', provisionalCode, orderNumber: 77 };
    expect(await bench.database.dossiers.get(dossierId)).toMatchObject(known);
    for (const code of [provisionalCode, 'H99.01-261120-0077']) {
      expect(await findDossierIdByCode(bench.database, code)).toBe(dossierId);
    }
    expect(await findDossierIdByCode(bench.database, 'H99.01-261120-0078')).toBeUndefined();
    for (const query of [provisionalCode, provisionalCode.toLowerCase(), '261120-0077']) {
      expect(await findDossiers(bench.database, query, 5)).toMatchObject([{ dossierId, provisionalCode }]);
    }
    const other = { ...assigned, dossierCode: 'H99.01-261120-0099', orderNumber: 99 };
    await sink().applyChanges([{ ...change, changeNumber: 2, payload: other }], 2, bench.clock.now());
    expect(await bench.database.dossiers.get(dossierId)).toMatchObject(known);
  });

  it('[NU9] is not given again after the official one has taken its place', async () => {
    await acceptMany(2);
    const { dossierId, dossierCode: provisionalCode } = await accept();
    const assigned = { dossierId, provisionalCode, dossierCode: 'H99.01-261120-0077', orderNumber: 77 };
    await sink().applyChanges(
      [{ changeNumber: 1, kind: 'officialCodeAssigned', payload: assigned }],
      1,
      bench.clock.now(),
    );
    // An older copy of the numbers has come back.
    const rows = await bench.database.numberBlocks.toArray();
    await bench.database.numberBlocks.bulkPut(rows.map((row) => ({ ...row, next: row.from })));
    const { dossierCode } = await accept();
    expect(dossierCode).toBe('TAM-00000000-261120-0002');
  });
});

describe('numbers from an older copy of the store', () => {
  it('[NU10] are passed over when a dossier that is here already has them', async () => {
    bench = await new CounterBench().equip(100);
    const before = await acceptMany(30);
    await bench.database.numberBlocks.toCollection().modify({ next: 1 });
    expect(before).not.toContain((await accept()).dossierCode);
    expect((await accept()).dossierCode).toBe('H99.01-261120-0032');
  });
});

describe('the receipt with both codes', () => {
  const assign = (dossierId: string, provisionalCode: string) =>
    sink().applyChanges(
      [
        {
          changeNumber: 1,
          kind: 'officialCodeAssigned',
          payload: { dossierId, provisionalCode, dossierCode: 'H99.01-261120-0077', orderNumber: 77 },
        },
      ],
      1,
      bench.clock.now(),
    );

  it('[NU9] is a paper of its own beside the first one, and is issued once', async () => {
    await acceptMany(2);
    const { dossierId, dossierCode: provisionalCode } = await accept();
    await assign(dossierId, provisionalCode);
    bench.clock.advance(60_000);
    const issued = valueOf(await bench.workflows.reissueReceipt(bench.session, dossierId));
    expect(valueOf(await bench.workflows.reissueReceipt(bench.session, dossierId))).toBe(issued);
    const issuedPapers = await bench.database.issuedDocuments.where('dossierId').equals(dossierId).sortBy('issuedAt');
    const papers = issuedPapers.filter(isIntakeReceipt);
    expect(papers.map(({ content }) => [content.dossierCode, content.provisionalCode, content.orderNumber])).toEqual([
      [provisionalCode, provisionalCode, 1],
      ['H99.01-261120-0077', provisionalCode, 77],
    ]);
    expect(papers[1]?.content.qrPayload).toMatch(/H99\.01-261120-0077$/);
    expect(await bench.database.printMarks.get(issued)).toMatchObject({ state: 'printed', printCount: 2 });
  });

  it('[NU9] is not issued before there is an official code', async () => {
    const [first] = await acceptMany(2);
    const { dossierId } = await accept();
    const refused = { ok: false, error: { code: 'unknownDocument' } };
    expect(await bench.workflows.reissueReceipt(bench.session, dossierId)).toEqual(refused);
    const official = await bench.database.dossiers
      .where('dossierCode')
      .equals(first ?? '')
      .first();
    expect(await bench.workflows.reissueReceipt(bench.session, official?.dossierId ?? dossierId)).toEqual(refused);
  });
});

describe('what the officer sees of the numbers', () => {
  const supply = () => readNumberSupply(bench.database, station, bench.clock.today());

  it('[NU12] names the source of the next number and what is left of each', async () => {
    await giveBand(50_001, 50_002);
    expect(await supply()).toEqual({ source: 'leased', leasedLeft: 2, bandLeft: 2 });
    await acceptMany(3);
    expect(await supply()).toEqual({ source: 'band', leasedLeft: 0, bandLeft: 1 });
    await acceptMany(1);
    expect(await supply()).toEqual({ source: 'provisional', leasedLeft: 0, bandLeft: 0 });
  });

  it('[NU12] says of each block how much of it was used, left and returned', async () => {
    await giveBand(50_001, 50_010);
    await acceptMany(3);
    const of = async () =>
      (await readNumberReport(bench.database)).map(({ kind, from, to, used, unused, state }) => [
        ...[kind, from, to, used, unused, state],
      ]);
    expect(await of()).toEqual([
      ['leased', 1, 2, 2, 0, 'open'],
      ['band', 50_001, 50_010, 1, 9, 'open'],
    ]);
    await sink().closeNumbers('2026-11-21' as LocalDate, 'return-1');
    expect((await of()).map((row) => row.at(-1))).toEqual(['returning', 'returning']);
    await sink().settleReturn('return-1', true);
    expect((await of()).map((row) => row.at(-1))).toEqual(['returned', 'returned']);
    expect((await accept()).dossierCode).toBe('TAM-00000000-261120-0001');
  });
});
