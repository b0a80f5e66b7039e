import { describe, expect, it } from 'vitest';
import { formatDossierCode, parseDossierCode, parseReceiptQr, toTransferPurpose } from '#shared/domain/dossier-code.ts';
import { codeOf, date, valueOf } from './samples.ts';

describe('parseDossierCode', () => {
  it.each([
    ['000.00.01.H22-261122-0001', '000.00.01.H22', '2026-11-22', '0001'],
    ['H56.14-240823-0001', 'H56.14', '2024-08-23', '0001'],
    ['G09.20-20260609-0092637', 'G09.20', '2026-06-09', '0092637'],
    ['H99.01-261122-010001', 'H99.01', '2026-11-22', '010001'],
    ['H99-280229-12345', 'H99', '2028-02-29', '12345'],
  ])('takes %s apart', (text, agencyCode, receivedOn, sequence) => {
    expect(valueOf(parseDossierCode(text))).toEqual({ raw: text, dossierCode: text, agencyCode, receivedOn, sequence });
  });

  it('ignores case and what the code reader adds, and keeps what was read', () => {
    const parsed = valueOf(parseDossierCode(' h99.01-261122-0001\r\n'));
    expect(parsed.dossierCode).toBe('H99.01-261122-0001');
    expect(parsed.raw).toBe(' h99.01-261122-0001\r\n');
  });

  it.each(['H99.01-261322-0001', 'H99.01-260230-0001', 'H99.01-20270229-0001', 'H99.01-261100-0001'])(
    'refuses %s: no such day',
    (text) => {
      expect(codeOf(parseDossierCode(text))).toBe('impossibleDossierDate');
    },
  );

  it.each([
    '',
    'H99.01',
    'H99.01-261122-001',
    'H99.01-2611220-0001',
    'H99.01-261122-0001-2',
    'H99.ABCDE-261122-0001',
    'X-261122-0001',
    'H99.01 261122 0001',
    'H99.Ơ1-261122-0001',
    `H99.01-261122-${'1'.repeat(100)}`,
  ])('refuses %j', (text) => {
    expect(codeOf(parseDossierCode(text))).toBe('notADossierCode');
  });
});

describe('parseReceiptQr', () => {
  it('reads the bare code and the code behind a look-up address', () => {
    for (const text of [
      'H99.01-261122-0001\n',
      'https://tracuu.mau.example/hs/H99.01-261122-0001',
      'https://tracuu.mau.example/?ma=H99.01-261122-0001',
    ]) {
      expect(valueOf(parseReceiptQr(text)).dossierCode).toBe('H99.01-261122-0001');
    }
  });

  it('refuses an address without a code', () => {
    expect(codeOf(parseReceiptQr('https://tracuu.mau.example/'))).toBe('notADossierCode');
  });
});

describe('formatDossierCode', () => {
  it('writes at least four digits and never cuts', () => {
    expect(formatDossierCode('H99.01', date('2026-11-22'), 1)).toBe('H99.01-261122-0001');
    expect(formatDossierCode('H99.01', date('2026-11-22'), 9_999)).toBe('H99.01-261122-9999');
    expect(formatDossierCode('H99.01', date('2026-11-22'), 10_000)).toBe('H99.01-261122-10000');
    expect(formatDossierCode('000.00.01.H22', date('2026-11-22'), 1)).toHaveLength(25);
  });

  it.each([0, -1, 1.5, Number.NaN])('throws on the order number %d', (orderNumber) => {
    expect(() => formatDossierCode('H99.01', date('2026-11-22'), orderNumber)).toThrow(RangeError);
  });
});

describe('toTransferPurpose', () => {
  it('drops what banks drop', () => {
    expect(toTransferPurpose('000.00.01.H22-261122-0001')).toBe('0000001H222611220001');
    expect(toTransferPurpose('h99.01-261122-0001')).toBe('H99012611220001');
  });
});
