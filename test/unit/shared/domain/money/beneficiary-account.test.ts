import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  beneficiaryAccountSchema,
  findBeneficiaryAccount,
  type BeneficiaryAccount,
} from '#shared/domain/money/beneficiary-account.ts';
import { parseVietQr, buildVietQr } from '#shared/domain/money/vietqr.ts';
import { loadSampleProvince } from '#sync/gateway/sample-province/load-sample-province.ts';
import { date, id, valueOf } from '#test/unit/shared/domain/samples.ts';

const account = (n: number, from: string, until: string | null, codes: readonly string[] | null): BeneficiaryAccount =>
  v.parse(beneficiaryAccountSchema, {
    beneficiaryAccountId: id(n),
    bankBin: '970405',
    accountNumber: String(n),
    accountName: 'TAI KHOAN MAU',
    procedureCodes: codes,
    effectiveFrom: from,
    effectiveUntil: until,
  });

const beneficiaryAccounts = [
  account(1, '2025-01-01', '2025-12-31', null),
  account(2, '2026-01-01', null, null),
  account(3, '2026-06-01', null, null),
  account(4, '2026-01-01', '2026-10-31', ['2.000815']),
];
const numberOn = (procedureCode: string, on: string) =>
  findBeneficiaryAccount({ beneficiaryAccounts }, procedureCode, date(on))?.accountNumber;

describe('findBeneficiaryAccount', () => {
  it("takes the procedure's own account while it is in force, then the office's", () => {
    expect(numberOn('2.000815', '2026-10-31')).toBe('4');
    expect(numberOn('2.000815', '2026-11-01')).toBe('3');
    expect(numberOn('1.001193', '2026-10-31')).toBe('3');
  });

  it('goes by the day, and takes the newest of two', () => {
    expect(numberOn('1.001193', '2025-12-31')).toBe('1');
    expect(numberOn('1.001193', '2026-05-31')).toBe('2');
    expect(numberOn('1.001193', '2026-06-01')).toBe('3');
  });

  it('finds none before the first, and none in a catalogue without accounts', () => {
    expect(numberOn('1.001193', '2024-12-31')).toBeUndefined();
    expect(findBeneficiaryAccount({}, '1.001193', date('2026-11-20'))).toBeUndefined();
  });

  it('[CZ2] finds in the sample province an account that says it is one, and can be drawn', async () => {
    const sample = findBeneficiaryAccount(await loadSampleProvince(), '2.000815', date('2026-11-20'));
    expect(sample?.accountName).toBe('TAI KHOAN MAU');
    const { bankBin = '', accountNumber = '' } = sample ?? {};
    const payload = valueOf(buildVietQr({ beneficiary: { bankBin, accountNumber, kind: 'account' } }));
    expect(valueOf(parseVietQr(payload)).beneficiary).toEqual({ bankBin, accountNumber, kind: 'account' });
  });
});
