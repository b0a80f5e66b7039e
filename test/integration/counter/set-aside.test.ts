import { describe, expect, it } from 'vitest';
import { listConflicts } from '#renderer/data/repositories/province-repository.ts';
import type { OutboxRow } from '#renderer/data/schema/rows.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { Counter } from '#test/support/counter-room.ts';
import type { GatewayHouse } from '#test/support/gateway-house.ts';
import { openHouseForEach } from '#test/support/house-for-each.ts';

const PATIENCE = { timeout: 30_000, interval: 25 };
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
  const held = async () => (await counter.openRows()).find(({ state }) => state === 'parked');
  await expect.poll(held, PATIENCE).toMatchObject({ parkedReason: { code: 'replacedAlreadyAccepted' } });
  return (await held()) as OutboxRow;
}

describe('a correction that came too late', () => {
  it('[EN32] [OB10] waits until a supervisor sets it aside; then later steps of its dossier reach the province', async () => {
    const { admin } = house.gateway;
    const held = await correctTooLate();
    await admin.correctDossier(dossier.dossierId, { address: 'Thôn Của Tỉnh' }, SOURCE);
    const conflicts = () => listConflicts(counter.database, dossier.dossierId);
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
    expect(await counter.workflows.setAsideOperation(supervisor, held.operationId, reason)).toMatchObject({ ok: true });
    await expect.poll(() => admin.listCorrectionProposals(), PATIENCE).toHaveLength(1);
    await counter.statusThat((status) => status.held === 0 && status.waiting === 0);
    expect(await counter.database.outbox.get(held.operationId)).toMatchObject({
      state: 'setAside',
      payload: held.payload,
      parkedReason: held.parkedReason,
      setAside: { reason, officerId: supervisor.officer.officerId },
    });
    expect((await admin.listDossiers()).map(({ dossierCode }) => dossierCode)).toEqual([dossier.dossierCode]);
  });
});
