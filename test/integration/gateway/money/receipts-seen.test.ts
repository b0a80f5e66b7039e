import type { FastifyBaseLogger } from 'fastify';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import type { Applicant, Dossier } from '#shared/domain/dossier.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import { noticeSchema, type Notice } from '#shared/domain/notice.ts';
import { buildNoticeText } from '#shared/domain/notice-text.ts';
import { instantOf, type LocalDate, type LocalTime } from '#shared/kernel/instant.ts';
import { buildApp } from '#sync/gateway/app.ts';
import type { DailyFeeReceiptsResponse } from '#sync/protocol/messages.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { sampleCatalogue } from '#test/support/gateway-harness.ts';
import { parse, type CallAnswer } from '#test/support/gateway-station.ts';
import { MoneyCounter, receiptsTold, RECEIPT_SETTINGS } from '#test/support/money-counter.ts';
import { MoneyHouse } from '#test/support/money-house.ts';

const DAY = '2026-11-20';
const NEXT_DAY = '2026-11-21';

/** A logger of the application that keeps everything it is given. */
function keepingLog(lines: unknown[]): FastifyBaseLogger {
  const keep = (...line: unknown[]): void => void lines.push(line);
  const log: FastifyBaseLogger = {
    ...{ level: 'trace', fatal: keep, error: keep, warn: keep, info: keep, debug: keep, trace: keep, silent: keep },
    child: (bindings) => {
      lines.push(bindings);
      return log;
    },
  };
  return log;
}

describe('fee receipts as they are shown', () => {
  const house = MoneyHouse.forFile('H93', { policy: { publicAddress: 'https://mau.example' } });
  const daily = (on: string, at = house.station): Promise<CallAnswer> =>
    at.call({ method: 'GET', url: `/v1/fee-receipts/daily?on=${on}` });
  const tableOf = async (on: string, at = house.station): Promise<DailyFeeReceiptsResponse> =>
    parse<DailyFeeReceiptsResponse>(await daily(on, at), 200);
  const rowsOf = async (on: string): Promise<string[]> =>
    (await tableOf(on)).rows.map(({ ordinal, number, statusName, amountVnd, relatedReceipt, explanation }) =>
      [ordinal, number, statusName, amountVnd, relatedReceipt?.number ?? '-', explanation ?? '-'].join(' | '),
    );
  const goToNextDay = async (): Promise<void> => {
    house.gateway.clock.setWall(instantOf(NEXT_DAY as LocalDate, '08:00' as LocalTime));
    await house.station.openSession();
  };
  /** The page of the receipt of a payment, asked for without any session. */
  const addressOf = async ({ feePaymentId }: FeePayment): Promise<string> => {
    const [told] = await receiptsTold(house.station, feePaymentId);
    return told?.lookupUrl?.replace('https://mau.example', '') ?? '';
  };
  const open = (url: string): Promise<CallAnswer> => house.gateway.call({ method: 'GET', url });

  it('[FR24] stand in the table of the day, one row for each fee, with what became of them', async () => {
    const [kept, voided, replaced, late] = [1_000, 2_000, 3_000, 4_000].map((amountVnd) =>
      house.counter.payment(amountVnd),
    );
    if (!kept || !voided || !replaced || !late) throw new Error('four were made');
    const instead = house.counter.payment(3_500, { replaces: replaced.feePaymentId });
    const [item] = kept.feeItems;
    if (item === undefined) throw new Error('it has a fee');
    const two = house.counter.payment(7_000, {
      feeItems: [
        { ...item, amountVnd: 5_000, fullAmountVnd: 10_000, name: 'Phí giảm một nửa' },
        { ...item, amountVnd: 0, fullAmountVnd: 8_000, name: 'Phí được miễn' },
        { ...item, amountVnd: 2_000, fullAmountVnd: 2_000, kind: 'charge', name: 'Lệ phí' },
      ],
    });
    await house.station.send([kept, voided, replaced, late, two].map((payment) => house.counter.collect(payment)));
    house.gateway.clock.advance(60_000);
    await house.station.send([
      house.counter.void(voided, { reason: 'Thu nhầm' }),
      house.counter.void(replaced, { replacedBy: instead.feePaymentId, reason: 'Sai mức thu' }),
      house.counter.collect(instead),
    ]);
    const ofTheDay = [
      '1 | 1 | Mới | 1000 | - | -',
      '2 | 2 | Mới | 2000 | - | -',
      '3 | 3 | Mới | 3000 | - | -',
      '4 | 4 | Mới | 4000 | - | -',
      '5 | 5 | Mới | 5000 | - | -',
      '6 | 5 | Mới | 2000 | - | -',
      '7 | 2 | Hủy | 2000 | - | Thu nhầm',
      '8 | 6 | Thay thế | 3500 | 3 | Sai mức thu',
    ];
    expect(await rowsOf(DAY)).toEqual(ofTheDay);
    const table = await tableOf(DAY);
    expect(table).toMatchObject({ on: DAY, agencyCode: house.agency, collectingBody: RECEIPT_SETTINGS.collectingBody });
    expect(table.rows[4]).toMatchObject({
      ...{ formSymbol: 'EBL01', bookSerial: '26TAA', issuedOn: DAY, feeName: 'Phí giảm một nửa' },
      ...{ amountVnd: 5_000, rateVnd: 10_000, status: 'new', adjustedPeriod: null, note: null },
    });

    // What happens on another day stands in the table of that day, and a table of a day that is over stays.
    await goToNextDay();
    const next = new MoneyCounter(house.station, () => house.gateway.clock.now());
    await house.station.send([next.void(late, { reason: 'Hủy hôm sau' })]);
    expect(await rowsOf(DAY)).toEqual(ofTheDay);
    expect(await rowsOf(NEXT_DAY)).toEqual(['1 | 4 | Hủy | 4000 | - | Hủy hôm sau']);
    expect((await tableOf(NEXT_DAY)).rows[0]).toMatchObject({ issuedOn: DAY, status: 'cancelled' });
  });

  it('[FR24] are shown to stations of their own agency only', async () => {
    await house.station.send([house.counter.collect(house.counter.payment(1_000))]);
    const elsewhere = `${house.agency}9`;
    await house.gateway.admin.publishCatalogue(sampleCatalogue(elsewhere));
    const stranger = await house.gateway.newStation(elsewhere);
    expect(await tableOf(DAY, stranger)).toEqual({ on: DAY, agencyCode: elsewhere, collectingBody: null, rows: [] });
    expect((await open(`/v1/fee-receipts/daily?on=${DAY}`)).status).toBe(401);
    expect((await daily('2026-02-30')).status).toBe(400);
    expect((await daily(DAY)).headers['cache-control']).toBe('no-store');
  });

  it('[FR25] have a page that runs nothing, loads nothing and is in no index, behind an address nobody can guess', async () => {
    await house.station.stockNumbers();
    const applicant = { ...house.station.newDossier().applicant, fullName: 'Lò <b>Thị</b> "Mẫu" & Con' } as Applicant;
    const dossier = house.station.newDossier({ applicant });
    const payment = house.counter.payment(1_234_000, {
      dossierId: dossier.dossierId,
      dossierCode: dossier.dossierCode,
    });
    // The money comes before the dossier of which it knows the payer.
    await house.station.send([house.counter.collect(payment)]);
    const address = await addressOf(payment);
    expect((await open(address)).text).not.toContain('Người nộp');
    await house.station.send([house.station.acceptDossier(dossier)]);
    const page = await open(address);
    expect(page.status).toBe(200);
    expect(page.headers).toMatchObject({
      ...{ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
      ...{ 'x-robots-tag': 'noindex, nofollow, noarchive', 'x-content-type-options': 'nosniff' },
    });
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    expect(page.text).not.toMatch(/<script|<img|<link|<a |<form|https?:/);
    for (const part of [
      ...['Lò &lt;b&gt;Thị&lt;/b&gt; &quot;Mẫu&quot; &amp; Con', dossier.dossierCode, '1.234.000 đồng', '20/11/2026'],
      ...['Một triệu hai trăm ba mươi tư nghìn đồng', 'EBL01', '26TAA', 'Số: 0000001', '4600000016'],
    ]) {
      expect(page.text).toContain(part);
    }
    const token = address.replace('/bien-lai/', '');
    for (const wrong of [
      `${token.slice(0, -1)}_`,
      token.slice(1),
      `${token}A`,
      '%00',
      encodeURIComponent(`${token}'`),
    ]) {
      const answer = await open(`/bien-lai/${wrong}`);
      expect([answer.status, answer.text.includes('Không có biên lai nào')], wrong).toEqual([404, true]);
    }
  });

  it('[FR25] say on their page what became of them, and leave no trace of their address in the log', async () => {
    const first = house.counter.payment(1_000, { payer: { name: 'Người nộp thay' } });
    const second = house.counter.payment(2_000, { replaces: first.feePaymentId });
    await house.station.send([
      house.counter.collect(first),
      house.counter.void(first, { replacedBy: second.feePaymentId }),
    ]);
    const [old, address] = [await addressOf(first), () => addressOf(second)];
    const voided = (await open(old)).text;
    expect(voided).toContain('Biên lai này đã bị hủy.');
    expect(voided).toContain('Người nộp: Người nộp thay');
    await house.station.send([house.counter.collect(second)]);
    expect((await open(old)).text).toContain('đã được thay thế bằng biên lai ký hiệu 26TAA số 0000002');
    const current = await address();
    expect((await open(current)).text).not.toMatch(/bị hủy|thay thế bằng/);

    const lines: unknown[] = [];
    const app = await buildApp(
      { version: '0', allowedOrigins: [], publicDir: undefined },
      house.gateway.deps,
      keepingLog(lines),
    );
    for (const url of [old, current]) expect((await app.inject({ method: 'GET', url })).statusCode).toBe(200);
    await app.close();
    const logged = JSON.stringify([...lines, ...house.gateway.logger.lines]);
    for (const line of ['"/bien-lai/:token"', 'batch answered']) expect(logged).toContain(line);
    for (const link of [old, current]) expect(logged).not.toContain(link.replace('/bien-lai/', ''));
  });

  it('[FR26] are told to the citizen of the dossier by each way asked for, once, also when the dossier comes later', async () => {
    await house.station.stockNumbers();
    const applicant = { ...house.station.newDossier().applicant, email: 'mau@vi-du.example', phone: '0912 345 678' };
    const asking = (): Dossier => house.station.newDossier({ applicant, receiptDelivery: ['printed', 'email', 'sms'] });
    const [first, late] = [asking(), asking()];
    const silent = house.station.newDossier({ applicant, receiptDelivery: ['printed'] });
    const pay = ({ dossierId, dossierCode }: Dossier, changes = {}): Operation =>
      house.counter.collect(house.counter.payment(20_000, { dossierId, dossierCode, ...changes }));
    const before = [pay(first), pay(late), pay(silent), pay(first, { means: 'bankTransfer' })];
    await house.station.send([house.station.acceptDossier(first), house.station.acceptDossier(silent), ...before]);
    const queued = (): Promise<{ dossierId: string; document: Notice }[]> =>
      house.gateway.deps.database.query(
        `SELECT dossier_id AS "dossierId", document FROM notices JOIN stations USING (station_id)
         WHERE agency_code = $1 ORDER BY recorded_at, channel`,
        [house.agency],
      );
    const channelsOf = async (): Promise<string[]> => (await queued()).map(({ document }) => document.channel);
    expect(await channelsOf()).toEqual(['email', 'sms']);
    house.gateway.clock.advance(60_000);
    await house.station.send([house.station.acceptDossier(late), ...before]);
    const all = await queued();
    expect(all.map(({ dossierId }) => dossierId)).toEqual([first, first, late, late].map(({ dossierId }) => dossierId));
    expect(all.map(({ document }) => v.parse(noticeSchema, document).to).slice(0, 2)).toEqual([
      'mau@vi-du.example',
      '+84912345678',
    ]);
    const [letter] = all;
    if (letter === undefined) throw new Error('it was queued');
    const { subject, text } = buildNoticeText(letter.document, first.dossierCode);
    expect(subject).toContain('Biên lai thu phí, lệ phí của hồ sơ');
    expect(text).toContain('Biên lai: số 0000001, ký hiệu 26TAA');
    expect(text).toContain('20.000 đồng');
    // Whoever gets it by mistake must not learn of a person: the page of the receipt has a name on it.
    expect(text).not.toContain('bien-lai');
  });
});
