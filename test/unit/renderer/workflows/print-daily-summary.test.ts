import { beforeEach, expect, it } from 'vitest';
import type { Session } from '#renderer/workflows/workflow-deps.ts';
import { ok } from '#shared/kernel/result.ts';
import type { DailyFeeReceiptsResponse } from '#sync/protocol/messages.ts';
import { CounterBench, officerWithPin, PIN } from '#test/unit/renderer/counter-bench.ts';
import { codeOf, date, valueOf } from '#test/unit/shared/domain/samples.ts';

const on = date('2026-11-20');
const collectingBody = { name: 'UBND xã Mẫu (mẫu)', taxCode: '4600000016', address: 'Thôn Mẫu' };
const row: DailyFeeReceiptsResponse['rows'][number] = {
  ...{ ordinal: 1, formSymbol: 'EBL01', bookSerial: '26TAA', number: 7, issuedOn: on, feeName: 'Phí mẫu' },
  ...{ amountVnd: 24_000, rateVnd: 24_000, status: 'new', statusName: 'Mới', adjustedPeriod: null },
  ...{ relatedReceipt: null, explanation: null, note: null },
};
const table = { on, agencyCode: 'H99.01', collectingBody, rows: [row] };

let bench: CounterBench;
let session: Session;
beforeEach(async () => {
  bench = await new CounterBench().equip();
  session = valueOf(await bench.workflows.signIn(officerWithPin.officerId, PIN));
});

it('[FR24] is printed on the printer for reports as the province has it; nothing of it is kept', async () => {
  bench.dailyReceipts = ok(table);
  const before = await bench.everything();
  expect(valueOf(await bench.workflows.printDailySummary(session, on))).toEqual({ printerName: 'Máy in A5' });
  expect(bench.askedAtProvince).toEqual([on]);
  expect(bench.papers.drawn.map(({ content }) => content)).toMatchObject([
    { kind: 'dailyFeeReceiptSummary', summaryOn: on, totalVnd: 24_000, preparedBy: officerWithPin.fullName },
  ]);
  expect(bench.host.printed).toMatchObject([
    { title: 'bang-tong-hop-bien-lai-2026-11-20', copies: 1, content: { kind: 'pdf', paperSize: 'A4' } },
  ]);
  expect(await bench.everything()).toEqual(before);
  bench.host.printFailure = 'printerUnavailable';
  expect(codeOf(await bench.workflows.printDailySummary(session, on))).toBe('printerUnavailable');
});

it('[FR24] is not printed without the province, for a day without receipts, or where no receipts are made', async () => {
  const print = async (answer: CounterBench['dailyReceipts']): Promise<string | undefined> => {
    bench.dailyReceipts = answer;
    return codeOf(await bench.workflows.printDailySummary(session, on));
  };
  const failed = (code: string): CounterBench['dailyReceipts'] => ({ ok: false, error: { code } });
  expect(await print(failed('unreachable'))).toBe('dailySummaryNeedsProvince');
  expect(await print(failed('timedOut'))).toBe('dailySummaryNeedsProvince');
  expect(await print(failed('stationBlocked'))).toBe('stationBlocked');
  expect(await print(ok({ ...table, rows: [] }))).toBe('noReceiptsOnDay');
  expect(await print(ok({ ...table, collectingBody: null }))).toBe('officialReceiptsOff');
  expect(bench.papers.drawn).toEqual([]);
  expect(bench.host.printed).toEqual([]);
  bench.papers.isBroken = true;
  expect(await print(ok(table))).toBe('paperNotDrawn');
  expect(bench.host.printed).toEqual([]);
});
