import { describe, expect, it } from 'vitest';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import { formatProvisionalCode } from '#shared/domain/provisional-code.ts';
import type { DossierId } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { newId } from '#test/support/gateway-station.ts';
import { changesOf, receiptCatalogue } from '#test/support/money-counter.ts';
import { MoneyHouse } from '#test/support/money-house.ts';

const ON = '2026-11-20' as LocalDate;

describe('money that comes by bank or online', () => {
  const house = MoneyHouse.forFile('H92');
  const claim = (dossierCode: string, amountVnd: number): FeePayment =>
    house.counter.payment(amountVnd, { means: 'bankTransfer', dossierCode });
  const row = (bankReference: string, amountVnd: number, purpose: string) => ({
    ...{ bankReference, amountVnd, purpose, receivedOn: ON },
  });
  const toldOf = async (kind: string, at = house.station): Promise<unknown[]> =>
    (await changesOf(at)).filter((change) => change.kind === kind).map(({ payload }) => payload);

  it('[FR30] finds each claimed transfer once, tells the station that took it, and books nothing by itself', async () => {
    const [first, second] = [claim('H92.01-261120-0001', 20_000), claim('H92.01-261120-0002', 30_000)];
    const voided = claim('H92.01-261120-0003', 40_000);
    await house.station.send([
      house.counter.collect(first),
      house.counter.collect(second),
      house.counter.collect(voided),
      house.counter.void(voided),
    ]);
    const rows = [
      row('FT1', 20_000, 'LO THI MAU CK H9201261120 0001 le phi'),
      row('FT2', 29_000, 'h92.01-261120-0002'),
      row('FT3', 40_000, 'H92.01-261120-0003'),
      row('FT1', 20_000, 'the same row twice in one file'),
    ];
    const { feePaymentId } = first;
    const found = [
      { bankReference: 'FT1', finding: 'found', feePaymentId },
      { bankReference: 'FT2', finding: 'amountDiffers', feePaymentId: second.feePaymentId },
      { bankReference: 'FT3', finding: 'notFound' },
      { bankReference: 'FT1', finding: 'found', feePaymentId },
    ];
    // Two readers of one statement at the same moment: one of them finds, the other one learns that it was found.
    const both = await Promise.all([
      house.gateway.admin.findTransfers(house.agency, rows),
      house.gateway.admin.findTransfers(house.agency, rows),
    ]);
    const again = found.map((one) => (one.finding === 'found' ? { ...one, finding: 'foundBefore' } : one));
    expect(both).toEqual(expect.arrayContaining([found, again]));
    expect(await toldOf('transferFound')).toEqual([{ feePaymentId, bankReference: 'FT1', receivedOn: ON }]);
    expect(await house.gateway.admin.accountBooks(house.agency, 2026)).toMatchObject([{ kind: 'provisionalSlip' }]);
    expect(await house.gateway.admin.findTransfers(`${house.agency}9`, rows.slice(0, 1))).toMatchObject([
      { finding: 'notFound' },
    ]);
    await house.station.send([house.counter.confirm(first, { via: 'province', bankReference: 'FT1' })]);
    expect(
      (await house.gateway.admin.findTransfers(house.agency, [row('FT9', 20_000, rows[0]?.purpose ?? '')]))[0],
    ).toEqual({
      ...{ bankReference: 'FT9', finding: 'notFound' },
    });
  });

  it('[FR30] knows a dossier by its provisional and by its official code', async () => {
    const provisionalCode = formatProvisionalCode(house.station.stationId, ON, 1);
    await house.station.stockNumbers(1);
    const dossier = { ...house.station.newDossier(), dossierCode: provisionalCode, provisionalCode, orderNumber: 1 };
    const { dossierId } = dossier;
    const payments = [1_000, 2_000].map((amountVnd) => ({ ...claim(provisionalCode, amountVnd), dossierId }));
    await house.station.send([
      house.station.acceptDossier(dossier),
      ...payments.map((payment) => house.counter.collect(payment)),
    ]);
    const [assigned] = (await toldOf('officialCodeAssigned')) as { dossierCode: string }[];
    const rows = [row('A', 1_000, assigned?.dossierCode ?? ''), row('B', 2_000, provisionalCode)];
    expect((await house.gateway.admin.findTransfers(house.agency, rows)).map(({ finding }) => finding)).toEqual([
      'found',
      'found',
    ]);
  });

  it('[FR31] tells every station of the agency of an online payment, once', async () => {
    const other = await house.gateway.newStation(house.agency);
    await house.gateway.admin.publishCatalogue(receiptCatalogue(`${house.agency}9`));
    const stranger = await house.gateway.newStation(`${house.agency}9`);
    const payment = {
      ...{ dossierId: newId<DossierId>(), dossierCode: 'H92.01-261120-0001', amountVnd: 20_000 },
      ...{ paidAt: house.gateway.clock.now(), paymentReference: 'PP-1', providerName: 'Nền tảng thanh toán (MẪU)' },
    };
    const report = (changes = {}): Promise<unknown> =>
      house.gateway.admin.reportOnlinePayment(house.agency, { ...payment, ...changes });
    const answers = await Promise.all([report(), report()]);
    expect(answers).toEqual([{ ok: true }, { ok: true }]);
    for (const at of [house.station, other]) expect(await toldOf('onlinePaymentReported', at)).toMatchObject([payment]);
    expect(await toldOf('onlinePaymentReported', stranger)).toEqual([]);
    expect(await report({ amountVnd: 1 })).toEqual({ ok: false, error: { code: 'paymentReferenceReused' } });
    expect(await report({ paymentReference: 'PP-2' })).toEqual({ ok: true });
    expect(await toldOf('onlinePaymentReported')).toHaveLength(2);
  });
});
