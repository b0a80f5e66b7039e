import { describe, expect, it } from 'vitest';
import type { FeePaymentId, StationId } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { matchTransfers } from '#sync/gateway/services/match-transfers.ts';

const claimed = (id: string, codes: readonly string[], amountVnd: number) => ({
  ...{ feePaymentId: id as FeePaymentId, stationId: 'station' as StationId, codes, amountVnd },
});
const row = (purpose: string, amountVnd = 20_000, bankReference = 'FT') => ({
  ...{ bankReference, amountVnd, purpose, receivedOn: '2026-11-20' as LocalDate },
});
const findingOf = (purpose: string, code = 'H99.01-261120-0001'): string | undefined =>
  matchTransfers([row(purpose)], [claimed('a', [code], 20_000)])[0]?.finding;

describe('rows of a bank statement', () => {
  it.each(['H99.01-261120-0001', 'h9901 261120 0001', 'CK LE PHI H99012611200001.', 'H99-01/261120_0001 xin cam on'])(
    '[FR30] name a dossier however the bank has written its code: %s',
    (purpose) => expect(findingOf(purpose)).toBe('found'),
  );

  it.each(['', 'H99.01-261120-00012', 'H99.01-261120-000', 'H99.01-261121-0001', '01-261120-0001', 'LE PHI HO SO'])(
    '[FR30] name no dossier when the code is not there whole: %s',
    (purpose) => expect(findingOf(purpose)).toBe('notFound'),
  );

  it('[FR30] find nothing for a claim without a code', () => {
    expect(findingOf('H99.01-261120-0001', '')).toBe('notFound');
    expect(findingOf('', '-.')).toBe('notFound');
  });

  it('[FR30] find each claim once, the oldest of several alike first, and say when only the amount differs', () => {
    const code = 'H99.01-261120-0001';
    const claims = [claimed('a', [code], 20_000), claimed('b', [code], 20_000), claimed('c', ['TAM-1', code], 5_000)];
    const rows = [row(code, 20_000, '1'), row(code, 7_000, '2'), row('TAM1', 5_000, '3'), row(code, 20_000, '4')];
    expect(matchTransfers([...rows, row(code, 20_000, '5')], claims)).toEqual([
      { bankReference: '1', finding: 'found', feePaymentId: 'a' },
      { bankReference: '2', finding: 'amountDiffers', feePaymentId: 'b' },
      { bankReference: '3', finding: 'found', feePaymentId: 'c' },
      { bankReference: '4', finding: 'found', feePaymentId: 'b' },
      { bankReference: '5', finding: 'notFound' },
    ]);
  });
});
