import { beforeEach, describe, expect, it } from 'vitest';
import { createDexieChangeSink } from '#renderer/data/sync-stores/dexie-change-sink.ts';
import { findDossiersInConflict, listConflicts } from '#renderer/data/repositories/province-repository.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import { operationSchema } from '#sync/protocol/operation.ts';
import { proposeCorrectionPayloadSchema } from '#sync/protocol/payloads.ts';
import * as v from 'valibot';
import { CounterBench, officerWithPin, PIN } from '#test/unit/renderer/counter-bench.ts';
import { codeOf, NOW, valueOf } from '#test/unit/shared/domain/samples.ts';

let bench: CounterBench;
let dossier: Dossier;
const CHANGE = 5;

beforeEach(async () => {
  bench = await new CounterBench().equip();
  ({ dossier } = valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft())));
  // Its own nudge, after the paper.
  await expect.poll(() => bench.nudges).toBe(1);
  const { dossierId } = dossier;
  const fields = [
    { field: 'address', from: 'Thôn cũ', to: 'Thôn Khác' },
    { field: 'phone', from: null, to: null },
  ];
  const source = { reason: 'Đối chiếu', agencyName: 'Sở Tư pháp (mẫu)', correctedAt: NOW };
  const payload = { dossierId, baseRevision: 1, revision: 2, fields, ...source };
  await createDexieChangeSink(bench.database).applyChanges(
    [{ changeNumber: CHANGE, kind: 'dossierCorrected', payload }],
    CHANGE,
    NOW,
  );
});

const rowsOfKind = (kind: string) => bench.database.outbox.filter((row) => row.kind === kind).toArray();
const entries = () => bench.database.ledger.filter(({ kind }) => kind === 'conflictResolved').toArray();
const resolve = (choices: Parameters<CounterBench['workflows']['resolveConflict']>[2], from = bench) =>
  from.workflows.resolveConflict(from.session, CHANGE, choices);

describe('a decided conflict', () => {
  it('[CF5] keeps the province’s values: recorded with who, when and the ledger; nothing is sent', async () => {
    valueOf(await resolve({ address: 'keepProvince', phone: 'keepProvince' }));
    const [conflict] = await listConflicts(bench.database, dossier.dossierId);
    expect(conflict).toMatchObject({ isOpen: 0, resolvedAt: NOW, resolvedBy: officerWithPin.officerId });
    expect(conflict?.fields.map(({ choice }) => choice)).toEqual(['keepProvince', 'keepProvince']);
    expect(await entries()).toMatchObject([
      { officerId: officerWithPin.officerId, facts: { changeNumber: CHANGE, kept: 2, proposed: 0 } },
    ]);
    expect(await rowsOfKind('proposeCorrection')).toEqual([]);
    expect([...(await findDossiersInConflict(bench.database))]).toEqual([]);
  });

  it('[CF6] proposes the counter’s value on the dossier’s own line; the dossier keeps the province’s', async () => {
    const before = bench.nudges;
    valueOf(await resolve({ address: 'proposeLocal', phone: 'keepProvince' }));
    const [row] = await rowsOfKind('proposeCorrection');
    expect(v.parse(operationSchema, row)).toMatchObject({ lineKey: `dossier:${dossier.dossierId}`, sequence: 2 });
    expect(v.parse(proposeCorrectionPayloadSchema, row?.payload)).toMatchObject({
      fields: [{ field: 'address', province: 'Thôn Khác', proposed: dossier.applicant.address }],
      proposedBy: officerWithPin.officerId,
    });
    expect((await bench.database.dossiers.get(dossier.dossierId))?.applicant.address).toBe('Thôn Khác');
    expect(bench.nudges).toBe(before + 1);
  });

  it('[CF5] needs a choice for every field', async () => {
    expect(codeOf(await resolve({ address: 'keepProvince' }))).toBe('choiceMissing');
    expect(await entries()).toEqual([]);
    expect([...(await findDossiersInConflict(bench.database))]).toEqual([dossier.dossierId]);
  });

  it('[CF5] is decided once: by the first of two windows, and not again', async () => {
    const other = new CounterBench(bench.database, 8);
    const choices = { address: 'proposeLocal', phone: 'keepProvince' } as const;
    const answers = await Promise.all([resolve(choices), resolve(choices, other)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(codeOf(await resolve(choices))).toBe('conflictAlreadyResolved');
    expect([(await entries()).length, (await rowsOfKind('proposeCorrection')).length]).toEqual([1, 1]);
  });

  it('[CF4] stays decided when the store was rebuilt and the change comes again', async () => {
    valueOf(await resolve({ address: 'keepProvince', phone: 'keepProvince' }));
    await bench.database.conflicts.clear();
    await bench.database.provinceRecords.clear();
    await bench.database.dossiers.put(dossier);
    const payload = {
      ...{ dossierId: dossier.dossierId, baseRevision: 1, revision: 2, reason: 'Đối chiếu', agencyName: 'Sở' },
      ...{ fields: [{ field: 'address', from: 'Thôn cũ', to: 'Thôn Khác' }], correctedAt: NOW },
    };
    const again = { changeNumber: CHANGE, kind: 'dossierCorrected', payload };
    await createDexieChangeSink(bench.database).applyChanges([again], CHANGE, NOW);
    expect([...(await findDossiersInConflict(bench.database))]).toEqual([]);
    expect((await bench.database.dossiers.get(dossier.dossierId))?.applicant.address).toBe('Thôn Khác');
  });
});

describe('a blocked account', () => {
  it('[PU12] cannot sign in, with the right PIN and without a network', async () => {
    const { officerId } = officerWithPin;
    const blocked = { officerId, overCatalogueVersion: 1, officer: null, isBlocked: true, changedAt: NOW };
    const sink = createDexieChangeSink(bench.database);
    valueOf(await bench.workflows.signIn(officerId, PIN));
    await sink.applyChanges([{ changeNumber: 9, kind: 'officerChanged', payload: blocked }], 9, NOW);
    expect(codeOf(await bench.workflows.signIn(officerId, PIN))).toBe('officerBlocked');
    const lifted = { ...blocked, isBlocked: false };
    await sink.applyChanges([{ changeNumber: 10, kind: 'officerChanged', payload: lifted }], 10, NOW);
    valueOf(await bench.workflows.signIn(officerId, PIN));
  });
});
