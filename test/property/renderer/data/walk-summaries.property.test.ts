import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDossiers, searchSummaries, walkSummaries } from '#renderer/data/repositories/dossier-summaries.ts';
import type { DossierSummaryRow } from '#renderer/data/schema/rows.ts';
import { foldText } from '#shared/domain/fold-text.ts';
import type { DossierId } from '#shared/kernel/ids.ts';
import { instantFromEpochMs } from '#shared/kernel/instant.ts';
import { openStore } from '#test/support/counter-store.ts';
import { id } from '#test/unit/shared/domain/samples.ts';

function summary(n: number, minute: number): DossierSummaryRow {
  const acceptedAt = instantFromEpochMs(Date.UTC(2026, 10, 20, 1, minute));
  const applicantName = n % 2 === 0 ? 'Lò Thị Mẫu' : 'Công ty Mẫu';
  return {
    dossierId: id(n) as DossierId,
    dossierCode: `H99.01-261120-${String(n).padStart(4, '0')}`,
    acceptedAt,
    resultDueAt: acceptedAt,
    state: 'accepted',
    applicantName,
    procedureCode: '2.000815',
    procedureName: 'Chứng thực bản sao',
    feeTotalVnd: 0,
    foldedText: foldText(`H99.01-261120-${String(n).padStart(4, '0')} ${applicantName}`),
  };
}

/** Few instants for many dossiers, so that runs of equal ones lie across the borders of pages. */
const stored = fc
  .array(fc.record({ minute: fc.integer({ min: 0, max: 59 }), howMany: fc.integer({ min: 1, max: 900 }) }), {
    minLength: 0,
    maxLength: 4,
  })
  .map((runs) => runs.flatMap(({ minute, howMany }) => Array.from({ length: howMany }, () => minute)))
  .map((minutes) => minutes.map((minute, index) => summary(index + 1, minute)));

async function storeOf(rows: readonly DossierSummaryRow[]) {
  const database = openStore();
  await database.dossierSummaries.bulkPut([...rows]);
  return database;
}

describe('walking all dossiers', () => {
  it('shows every one exactly once, the newest first, however many came at the same instant', async () => {
    await fc.assert(
      fc.asyncProperty(stored, async (rows) => {
        const database = await storeOf(rows);
        const walked: DossierSummaryRow[] = [];
        await walkSummaries(database, (page) => {
          walked.push(...page);
          return true;
        });
        expect(walked.map((row) => row.dossierId).sort()).toEqual(rows.map((row) => row.dossierId).sort());
        const instants = walked.map((row) => row.acceptedAt);
        expect(instants).toEqual([...instants].sort().reverse());
        await database.delete();
      }),
      { numRuns: 15 },
    );
  });

  it('stops when told to, and never holds the window up with more than a page', async () => {
    const database = await storeOf(Array.from({ length: 1_300 }, (_, index) => summary(index + 1, index % 7)));
    const pages: number[] = [];
    await walkSummaries(database, (page) => {
      pages.push(page.length);
      return pages.length < 2;
    });
    expect(pages).toEqual([200, 200]);
  });
});

describe('searching dossiers', () => {
  it('finds all that match and no others, with or without marks', async () => {
    const database = await storeOf(Array.from({ length: 900 }, (_, index) => summary(index + 1, 5)));
    for (const query of ['lo thi mau', 'Lò Mẫu', 'mau lo', 'LO THI']) {
      const found: string[] = [];
      await searchSummaries(database, query, (page) => {
        found.push(...page.map((row) => row.applicantName));
        return true;
      });
      expect([query, found.length, new Set(found)]).toEqual([query, 450, new Set(['Lò Thị Mẫu'])]);
    }
    expect(await findDossiers(database, 'khong co', 5)).toEqual([]);
  });

  it('gives the newest ones that match, at most as many as asked for', async () => {
    const database = await storeOf(Array.from({ length: 50 }, (_, index) => summary(index + 1, index)));
    const found = await findDossiers(database, 'cong ty', 3);
    expect(found.map((row) => row.dossierId)).toEqual([id(49), id(47), id(45)]);
    expect(await findDossiers(database, '', 2)).toHaveLength(2);
  });
});
