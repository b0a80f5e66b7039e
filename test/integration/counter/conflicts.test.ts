import { describe, expect, it } from 'vitest';
import { listConflicts } from '#renderer/data/repositories/province-repository.ts';
import type { OutboxRow } from '#renderer/data/schema/rows.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { Counter } from '#test/support/counter-room.ts';
import { SAMPLE_AGENCY } from '#test/support/gateway-harness.ts';
import type { GatewayHouse } from '#test/support/gateway-house.ts';
import { openHouseForEach } from '#test/support/house-for-each.ts';
import { officerWithPin, PIN } from '#test/unit/renderer/counter-bench.ts';

const PATIENCE = { timeout: 30_000, interval: 10 };
const SOURCE = { reason: 'Đối chiếu cơ sở dữ liệu', agencyName: 'Sở Tư pháp (mẫu)' };

let house: GatewayHouse;
let counter: Counter;
let dossier: Dossier;
openHouseForEach(async (opened) => {
  house = opened;
  counter = await house.newCounter();
  ({ dossier } = await counter.acceptSimpleDossier(0));
  await counter.drain();
});

const held = async (): Promise<Dossier | undefined> => counter.database.dossiers.get(dossier.dossierId);
const conflicts = () => listConflicts(counter.database, dossier.dossierId);

describe('what the province corrects', () => {
  it('[CF1] reaches the counter; two corrections in a row leave the second, without a question', async () => {
    const { admin } = house.gateway;
    await admin.correctDossier(dossier.dossierId, { address: 'Thôn Một' }, SOURCE);
    await admin.correctDossier(dossier.dossierId, { address: 'Thôn Hai', email: 'mau@example.invalid' }, SOURCE);
    await expect.poll(async () => (await held())?.revision, PATIENCE).toBe(dossier.revision + 2);
    expect((await held())?.applicant).toMatchObject({ address: 'Thôn Hai', email: 'mau@example.invalid' });
    expect(await conflicts()).toEqual([]);
  });

  it('[CF6] a state that no step leads to is asked about; the proposal arrives, and the answer is a correction', async () => {
    const { admin } = house.gateway;
    await admin.changeDossierState(dossier.dossierId, 'returned', { ...SOURCE });
    await expect.poll(async () => (await conflicts()).length, PATIENCE).toBe(1);
    expect((await held())?.state).toBe('returned');
    const [conflict] = await conflicts();
    await counter.workflows.resolveConflict(counter.session, conflict?.changeNumber ?? 0, { state: 'proposeLocal' });
    await counter.drain();
    expect(await admin.listCorrectionProposals()).toMatchObject([
      {
        dossierId: dossier.dossierId,
        stationId: counter.station.stationId,
        document: { fields: [{ field: 'state', province: 'returned', proposed: 'accepted' }] },
      },
    ]);
    expect((await held())?.state).toBe('returned');
    await admin.correctDossier(dossier.dossierId, { state: 'accepted' }, SOURCE);
    await expect.poll(async () => (await held())?.state, PATIENCE).toBe('accepted');
    expect((await conflicts()).map(({ isOpen }) => isOpen)).toEqual([0]);
  });
});

describe('what the province says of accounts', () => {
  it('[PU12] a block reaches the counter and stands without a network; a new PIN counts at the next sign-in', async () => {
    const { admin } = house.gateway;
    const { officerId } = officerWithPin;
    await admin.changeOfficer(SAMPLE_AGENCY, officerId, { isBlocked: true });
    const signIn = async () => {
      const answer = await counter.workflows.signIn(officerId, PIN);
      return answer.ok ? 'in' : answer.error.code;
    };
    await expect.poll(signIn, PATIENCE).toBe('officerBlocked');
    counter.network.script = () => ({ kind: 'cut' });
    expect(await signIn()).toBe('officerBlocked');
    counter.network.recover();
    const pinVerifier = { ...officerWithPin.pinVerifier, salt: 'ffffffffffffffff' };
    await admin.changeOfficer(SAMPLE_AGENCY, officerId, {
      isBlocked: false,
      officer: { ...officerWithPin, pinVerifier },
    });
    await expect.poll(signIn, PATIENCE).toBe('wrongPin');
  });
});

/** The counter takes for refused what the province has: its correction comes too late. */
async function correctTooLate(): Promise<OutboxRow> {
  const rows = await counter.database.outbox.toArray();
  const row = rows.find(({ kind }) => kind === 'acceptDossier');
  if (row === undefined) throw new Error('the dossier has a row');
  const parkedReason = { code: 'malformedOperation', detail: 'Nội dung không đúng định dạng.' };
  await counter.database.outbox.put({ ...row, state: 'parked', parkedReason });
  const prepared = await counter.workflows.prepareRepair(row.operationId);
  if (!prepared.ok || prepared.value.applicant === null) throw new Error('it can be corrected');
  const applicant = { ...prepared.value.applicant, address: 'Thôn Đã Sửa, xã Mẫu' };
  expect(await counter.workflows.repairOperation(counter.session, row.operationId, applicant)).toMatchObject({
    ok: true,
  });
  const lateOne = async () => (await counter.openRows()).find(({ state }) => state === 'parked');
  await expect.poll(lateOne, PATIENCE).toMatchObject({ parkedReason: { code: 'replacedAlreadyAccepted' } });
  return (await lateOne()) as OutboxRow;
}

describe('a correction that came too late', () => {
  it('[EN32] [OB10] waits until a supervisor sets it aside; then later steps of its dossier reach the province', async () => {
    const { admin } = house.gateway;
    const late = await correctTooLate();
    await admin.correctDossier(dossier.dossierId, { address: 'Thôn Của Tỉnh' }, SOURCE);
    await expect.poll(async () => (await conflicts()).length, PATIENCE).toBe(1);
    const [conflict] = await conflicts();
    await counter.workflows.resolveConflict(counter.session, conflict?.changeNumber ?? 0, { address: 'proposeLocal' });
    await counter.statusThat((status) => status.held === 1 && status.waiting === 1);
    expect(await admin.listCorrectionProposals()).toEqual([]);

    const supervisor = {
      ...counter.session,
      officer: { ...counter.session.officer, role: 'supervisor' as const },
    };
    const reason = 'Đã thống nhất với tỉnh: dùng bản tỉnh đã nhận.';
    expect(await counter.workflows.setAsideOperation(supervisor, late.operationId, reason)).toMatchObject({ ok: true });
    await expect.poll(() => admin.listCorrectionProposals(), PATIENCE).toHaveLength(1);
    await counter.statusThat((status) => status.held === 0 && status.waiting === 0);
    expect(await counter.database.outbox.get(late.operationId)).toMatchObject({
      state: 'setAside',
      payload: late.payload,
      parkedReason: late.parkedReason,
      setAside: { reason, officerId: supervisor.officer.officerId },
    });
    expect((await admin.listDossiers()).map(({ dossierCode }) => dossierCode)).toEqual([dossier.dossierCode]);
  });
});
