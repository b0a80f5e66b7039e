import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import { formatProvisionalCode } from '#shared/domain/provisional-code.ts';
import type { DossierId } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { openTestGateway, type TestGateway } from '#test/support/gateway-harness.ts';
import { newId, type TestStation } from '#test/support/gateway-station.ts';
import { changesOf, MoneyCounter, receiptCatalogue } from '#test/support/money-counter.ts';
import { TestDatabases } from '#test/support/test-databases.ts';

const ON = '2026-11-20' as LocalDate;

describe('money that comes by bank or online', () => {
  const databases = TestDatabases.forFile();
  let gateway: TestGateway;
  let station: TestStation;
  let counter: MoneyCounter;
  let agency = '';
  let agencies = 10;
  beforeAll(async () => {
    gateway = await openTestGateway(databases);
  });
  afterAll(() => gateway.stop());
  beforeEach(async () => {
    agencies += 1;
    agency = `H92.${String(agencies)}`;
    await gateway.admin.publishCatalogue(receiptCatalogue(agency));
    station = await gateway.newStation(agency);
    counter = new MoneyCounter(station, () => gateway.clock.now());
  });
  const claim = (dossierCode: string, amountVnd: number): FeePayment =>
    counter.payment(amountVnd, { means: 'bankTransfer', dossierCode });
  const row = (bankReference: string, amountVnd: number, purpose: string) => ({
    ...{ bankReference, amountVnd, purpose, receivedOn: ON },
  });
  const toldOf = async (kind: string, at = station): Promise<unknown[]> =>
    (await changesOf(at)).filter((change) => change.kind === kind).map(({ payload }) => payload);

  it('[FR30] finds each claimed transfer once, tells the station that took it, and books nothing by itself', async () => {
    const [first, second] = [claim('H92.01-261120-0001', 20_000), claim('H92.01-261120-0002', 30_000)];
    const voided = claim('H92.01-261120-0003', 40_000);
    await station.send([
      counter.collect(first),
      counter.collect(second),
      counter.collect(voided),
      counter.void(voided),
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
      gateway.admin.findTransfers(agency, rows),
      gateway.admin.findTransfers(agency, rows),
    ]);
    const again = found.map((one) => (one.finding === 'found' ? { ...one, finding: 'foundBefore' } : one));
    expect(both).toEqual(expect.arrayContaining([found, again]));
    expect(await toldOf('transferFound')).toEqual([{ feePaymentId, bankReference: 'FT1', receivedOn: ON }]);
    expect(await gateway.admin.accountBooks(agency, 2026)).toMatchObject([{ kind: 'provisionalSlip' }]);
    expect(await gateway.admin.findTransfers(`${agency}9`, rows.slice(0, 1))).toMatchObject([{ finding: 'notFound' }]);
    await station.send([counter.confirm(first, { via: 'province', bankReference: 'FT1' })]);
    expect((await gateway.admin.findTransfers(agency, [row('FT9', 20_000, rows[0]?.purpose ?? '')]))[0]).toEqual({
      ...{ bankReference: 'FT9', finding: 'notFound' },
    });
  });

  it('[FR30] knows a dossier by its provisional and by its official code', async () => {
    const provisionalCode = formatProvisionalCode(station.stationId, ON, 1);
    await station.stockNumbers(1);
    const dossier = { ...station.newDossier(), dossierCode: provisionalCode, provisionalCode, orderNumber: 1 };
    const { dossierId } = dossier;
    const payments = [1_000, 2_000].map((amountVnd) => ({ ...claim(provisionalCode, amountVnd), dossierId }));
    await station.send([station.acceptDossier(dossier), ...payments.map((payment) => counter.collect(payment))]);
    const [assigned] = (await toldOf('officialCodeAssigned')) as { dossierCode: string }[];
    const rows = [row('A', 1_000, assigned?.dossierCode ?? ''), row('B', 2_000, provisionalCode)];
    expect((await gateway.admin.findTransfers(agency, rows)).map(({ finding }) => finding)).toEqual(['found', 'found']);
  });

  it('[FR31] tells every station of the agency of an online payment, once', async () => {
    const other = await gateway.newStation(agency);
    await gateway.admin.publishCatalogue(receiptCatalogue(`${agency}9`));
    const stranger = await gateway.newStation(`${agency}9`);
    const payment = {
      ...{ dossierId: newId<DossierId>(), dossierCode: 'H92.01-261120-0001', amountVnd: 20_000 },
      ...{ paidAt: gateway.clock.now(), paymentReference: 'PP-1', providerName: 'Nền tảng thanh toán (MẪU)' },
    };
    const report = (changes = {}): Promise<unknown> =>
      gateway.admin.reportOnlinePayment(agency, { ...payment, ...changes });
    const answers = await Promise.all([report(), report()]);
    expect(answers).toEqual([{ ok: true }, { ok: true }]);
    for (const at of [station, other]) expect(await toldOf('onlinePaymentReported', at)).toMatchObject([payment]);
    expect(await toldOf('onlinePaymentReported', stranger)).toEqual([]);
    expect(await report({ amountVnd: 1 })).toEqual({ ok: false, error: { code: 'paymentReferenceReused' } });
    expect(await report({ paymentReference: 'PP-2' })).toEqual({ ok: true });
    expect(await toldOf('onlinePaymentReported')).toHaveLength(2);
  });
});
