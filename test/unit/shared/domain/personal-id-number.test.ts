import { describe, expect, it } from 'vitest';
import { checkPersonalIdNumber } from '#shared/domain/personal-id-number.ts';
import { PROVINCE_CODES } from '#shared/domain/province-codes.ts';
import { codeOf, date, valueOf } from './samples.ts';

describe('checkPersonalIdNumber', () => {
  it('says where, when and who', () => {
    expect(valueOf(checkPersonalIdNumber('008185012345')).personalId).toEqual({
      kind: 'personalIdNumber',
      number: '008185012345',
      provinceCode: '008',
      provinceName: 'Tuyên Quang',
      birthYear: 1985,
      gender: 'female',
    });
  });

  it.each([
    ['0', 1985, 'male'],
    ['1', 1985, 'female'],
    ['2', 2085, 'male'],
    ['3', 2085, 'female'],
    ['4', 2185, 'male'],
    ['7', 2285, 'female'],
    ['9', 2385, 'female'],
  ])('reads century and gender digit %s', (digit, birthYear, gender) => {
    expect(valueOf(checkPersonalIdNumber(`001${digit}85012345`)).personalId).toMatchObject({ birthYear, gender });
  });

  it('accepts a country code', () => {
    expect(valueOf(checkPersonalIdNumber('135085012345')).personalId).toMatchObject({ provinceName: null });
  });

  it('accepts an old CMND number and blanks between groups', () => {
    expect(valueOf(checkPersonalIdNumber('070123456')).personalId).toEqual({
      kind: 'oldIdNumber',
      number: '070123456',
    });
    expect(valueOf(checkPersonalIdNumber(' 008 185 012 345 ')).personalId.number).toBe('008185012345');
  });

  it.each([
    ['', 'personalIdNumberNotDigits'],
    ['00818501234A', 'personalIdNumberNotDigits'],
    ['0081850123', 'personalIdNumberLength'],
    ['0081850123456', 'personalIdNumberLength'],
    ['003185012345', 'personalIdNumberProvince'],
    ['000185012345', 'personalIdNumberProvince'],
    ['097185012345', 'personalIdNumberProvince'],
  ])('refuses %j: %s', (number, code) => {
    expect(codeOf(checkPersonalIdNumber(number))).toBe(code);
  });

  it('warns of contradictions and accepts the number all the same', () => {
    const warningsOf = (birthOn: string, gender: 'male' | 'female') =>
      valueOf(checkPersonalIdNumber('008185012345', { birthOn: date(birthOn), gender })).warnings;
    expect(warningsOf('1985-08-15', 'female')).toEqual([]);
    expect(warningsOf('1986-08-15', 'female')).toEqual(['birthYearContradicts']);
    expect(warningsOf('1985-08-15', 'male')).toEqual(['genderContradicts']);
    expect(warningsOf('2085-08-15', 'male')).toEqual(['birthYearContradicts', 'genderContradicts']);
  });

  it('says nothing about a CMND number', () => {
    const known = { birthOn: date('1985-08-15'), gender: 'male' } as const;
    expect(valueOf(checkPersonalIdNumber('070123456', known)).warnings).toEqual([]);
  });

  it('knows the 63 provinces', () => {
    expect(PROVINCE_CODES.size).toBe(63);
    expect(PROVINCE_CODES.get('001')).toBe('Hà Nội');
    expect(PROVINCE_CODES.get('096')).toBe('Cà Mau');
  });
});
