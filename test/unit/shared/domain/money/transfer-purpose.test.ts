import { describe, expect, it } from 'vitest';
import { toTransferPurpose } from '#shared/domain/dossier-code.ts';
import { findDossierCodeIn } from '#shared/domain/money/transfer-purpose.ts';

const CODES = ['H99.01-261122-0001', 'H99.01-261122-1000', 'H99.01-261122-10001', '000.00.01.H22-261122-0001'];

describe('toTransferPurpose', () => {
  it('keeps the end of a code too long for a purpose', () => {
    const long = '000.0001.0002.0003.H22-261122-0001';
    expect(toTransferPurpose(long)).toHaveLength(25);
    expect(long.replaceAll(/[.-]/g, '').endsWith(toTransferPurpose(long))).toBe(true);
    expect(findDossierCodeIn(`CK ${toTransferPurpose(long)} ok`, [long])).toBe(long);
  });
});

describe('findDossierCodeIn', () => {
  it.each([
    ['H99012611220001', CODES[0]],
    ['MBVCB.5821.h99012611220001.CT tu 0011 toi 0022', CODES[0]],
    ['NGUYEN VAN A chuyen H99.01-261122-0001 le phi', CODES[0]],
    ['H99 01 261122 0001 50000', CODES[0]],
    ['CT DEN:123 H9901261122 1000', CODES[1]],
    ['H990126112210001', CODES[2]],
    ['FT2632 0000001H222611220001', CODES[3]],
    ['H9901261 1220001', CODES[0]],
  ])('finds the code in %s', (text, dossierCode) => {
    expect(findDossierCodeIn(text, CODES)).toBe(dossierCode);
  });

  it.each([
    ['nothing', ''],
    ['no code', 'chuyen tien an trua'],
    ['a code that is not waited for', 'H99012611220002'],
    ['a longer number', 'H990126112200011'],
    ['a longer number of the day', 'H990126112210002'],
    ['two codes', 'H99012611220001 H990126112210001'],
  ])('finds none in %s', (_, text) => {
    expect(findDossierCodeIn(text, CODES)).toBeUndefined();
  });

  it('takes the longer code when one is the end of the other', () => {
    const codes = ['H22-261122-0001', '000.00.01.H22-261122-0001'];
    expect(findDossierCodeIn('CK 0000001H222611220001', codes)).toBe(codes[1]);
    expect(findDossierCodeIn('CK 000.00.01.H22-261122-0001', codes)).toBe(codes[1]);
    expect(findDossierCodeIn('CK H222611220001', codes)).toBe(codes[0]);
  });
});
