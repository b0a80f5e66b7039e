import { describe, expect, it } from 'vitest';
import { parseTaxCode } from '#shared/domain/tax-code.ts';
import { codeOf, valueOf } from './samples.ts';

describe('parseTaxCode', () => {
  it.each([
    ['0100233488', 'mainUnit', '0100233488'],
    ['4600000016', 'mainUnit', '4600000016'],
    ['5000000129', 'mainUnit', '5000000129'],
    [' 0100 233 488 ', 'mainUnit', '0100233488'],
    ['0314409058-002', 'branch', '0314409058-002'],
    ['0314409058002', 'branch', '0314409058-002'],
    ['008185012345', 'person', '008185012345'],
  ])('reads %j', (text, kind, taxCode) => {
    expect(valueOf(parseTaxCode(text))).toEqual({ kind, taxCode });
  });

  it.each([
    ['0100233480', 'taxCodeCheckDigit'],
    ['0314409059-002', 'taxCodeCheckDigit'],
    ['', 'taxCodeNotDigits'],
    ['01002334-88', 'taxCodeNotDigits'],
    ['MST0100233488', 'taxCodeNotDigits'],
    ['010023348', 'taxCodeLength'],
    ['01002334881', 'taxCodeLength'],
    ['031440905-002', 'taxCodeLength'],
    ['0100000000', 'taxCodeStemZero'],
    ['0314409058-000', 'taxCodeBranchZero'],
    ['0314409058000', 'taxCodeBranchZero'],
    ['003185012345', 'taxCodePersonalIdNumber'],
  ])('refuses %j: %s', (text, code) => {
    expect(codeOf(parseTaxCode(text))).toBe(code);
  });

  it('finds no check digit for a stem that would need 10', () => {
    for (let digit = 0; digit <= 9; digit += 1) {
      expect(codeOf(parseTaxCode(`100000008${String(digit)}`))).toBe('taxCodeCheckDigit');
    }
  });
});
