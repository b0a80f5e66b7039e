import { describe, expect, it } from 'vitest';
import type { TakenIn } from '#test/support/counter-room.ts';
import type { GatewayHouse } from '#test/support/gateway-house.ts';
import { openHouseForEach } from '#test/support/house-for-each.ts';
import { sha256Of } from '#test/support/gateway-station.ts';

let house: GatewayHouse;
openHouseForEach((opened) => {
  house = opened;
});

/** What the province must have of these dossiers: each once, complete, paid, with the scans as they were. */
async function expectAtGateway(takenIn: readonly TakenIn[]): Promise<void> {
  const { admin } = house.gateway;
  const scans = takenIn.flatMap((one) => one.scans);
  const expected = takenIn
    .map(({ dossier, scans: pages }) => ({
      dossierId: dossier.dossierId,
      dossierCode: dossier.dossierCode,
      state: 'accepted',
      isComplete: true,
      feeTotalVnd: dossier.feeTotalVnd,
      paidVnd: dossier.feeTotalVnd,
      blobHashes: pages.map((page) => page.hash).sort(),
    }))
    .sort((a, b) => (a.dossierCode < b.dossierCode ? -1 : 1));
  expect(await admin.listDossiers()).toEqual(expected);
  expect(await admin.summary()).toMatchObject({
    dossiers: takenIn.length,
    completeDossiers: takenIn.length,
    operations: 2 * takenIn.length,
    feePayments: takenIn.length,
    feeTotalVnd: takenIn.reduce((sum, { dossier }) => sum + dossier.feeTotalVnd, 0),
    blobs: scans.length,
  });
  for (const { hash, bytes } of scans) {
    const arrived = (await admin.readBlob(hash)) ?? new Uint8Array();
    expect(sha256Of(arrived)).toBe(sha256Of(bytes));
  }
}

describe('a counter through an outage', () => {
  it('takes in 20 dossiers with papers and fees while the gateway is off; then all are there exactly once', async () => {
    const counter = await house.newCounter();
    await house.switchOff();
    const takenIn: TakenIn[] = [];
    for (let n = 0; n < 20; n += 1) takenIn.push(await counter.acceptSimpleDossier(1 + (n % 3)));
    const scans = takenIn.flatMap((one) => one.scans);
    const offline = await counter.statusThat((status) => status.waiting === 40 + scans.length);
    expect(offline).toMatchObject({ connection: 'offline', cause: 'unreachable', held: 0 });
    // Each with the slip of its fee.
    await expect.poll(() => counter.host.printed.length, { timeout: 10_000 }).toBe(40);

    await house.switchOn();
    await counter.drain();
    await expectAtGateway(takenIn);
    expect(new Set(takenIn.map(({ dossier }) => dossier.dossierCode)).size).toBe(20);
    const settled = await counter.statusThat(({ waiting, connection }) => waiting === 0 && connection === 'online');
    expect(settled.held).toBe(0);
    const blobs = await counter.database.blobs.toArray();
    expect(blobs.map((blob) => blob.isConfirmed)).toEqual(scans.map(() => 1));
  });

  it('loses and doubles nothing when every answer is lost once, request after request', async () => {
    const counter = await house.newCounter();
    const lost = new Map<string, number>();
    // Whatever is asked is carried out; the answer arrives only at every second attempt.
    counter.network.script = ({ method, path }) => {
      const times = (lost.get(`${method} ${path}`) ?? 0) + 1;
      lost.set(`${method} ${path}`, times);
      return { kind: times % 2 === 1 ? 'loseAnswer' : 'deliver' };
    };
    const takenIn: TakenIn[] = [];
    for (let n = 0; n < 20; n += 1) {
      takenIn.push(await counter.acceptSimpleDossier());
      await counter.drain();
    }
    await expectAtGateway(takenIn);
    expect(counter.network.countOf('/v1/operations')).toBeGreaterThanOrEqual(40);
  });

  it('loses and doubles nothing when requests are cut, delayed, doubled and answered in vain, in turn', async () => {
    const counter = await house.newCounter();
    const kinds = ['cut', 'duplicate', 'loseAnswer', 'delay', 'deliver'] as const;
    counter.network.script = ({ earlier }) => {
      const kind = kinds[earlier % kinds.length] ?? 'deliver';
      return kind === 'delay' ? { kind, delayMs: 20 } : { kind };
    };
    const takenIn: TakenIn[] = [];
    for (let n = 0; n < 20; n += 1) takenIn.push(await counter.acceptSimpleDossier());
    await counter.drain();
    await expectAtGateway(takenIn);
  });

  it('goes on where it stopped when the gateway is switched off and on again and again', async () => {
    const counter = await house.newCounter();
    const takenIn: TakenIn[] = [];
    for (let round = 0; round < 5; round += 1) {
      takenIn.push(await counter.acceptSimpleDossier(2), await counter.acceptSimpleDossier(0));
      await house.switchOff();
      takenIn.push(await counter.acceptSimpleDossier(1));
      await house.switchOn();
    }
    await counter.drain();
    await expectAtGateway(takenIn);
  });
});

describe('two counters of one agency', () => {
  it('taking in at the same time, with an outage in between, never give the same code', async () => {
    const counters = [await house.newCounter(), await house.newCounter()];
    const work = async (index: number): Promise<TakenIn[]> => {
      const takenIn: TakenIn[] = [];
      for (let n = 0; n < 10; n += 1) {
        const counter = counters[index];
        if (counter !== undefined) takenIn.push(await counter.acceptSimpleDossier());
      }
      return takenIn;
    };
    const before = await Promise.all([work(0), work(1)]);
    await house.switchOff();
    const during = await Promise.all([work(0), work(1)]);
    await house.switchOn();
    for (const counter of counters) await counter.drain();
    const takenIn = [...before, ...during].flat();
    expect(new Set(takenIn.map(({ dossier }) => dossier.dossierCode)).size).toBe(40);
    await expectAtGateway(takenIn);
  });
});
