import { describe, expect, it } from 'vitest';
import { parseS10Code, s10CheckDigit } from '#shared/domain/s10-code.ts';
import { codeOf, valueOf } from './samples.ts';

describe('parseS10Code', () => {
  it.each(['RR123456785VN', 'EE000000014VN', 'EK100000082VN', 'CP000010008VN', ' rr 123 456 785 vn\r\n'])(
    'reads %j',
    (text) => {
      const { itemCode, countryCode } = valueOf(parseS10Code(text));
      expect(itemCode).toBe(text.toUpperCase().replaceAll(/\s/g, ''));
      expect(countryCode).toBe('VN');
    },
  );

  it('takes the code apart', () => {
    expect(valueOf(parseS10Code('RR123456785VN'))).toEqual({
      itemCode: 'RR123456785VN',
      serviceIndicator: 'RR',
      countryCode: 'VN',
    });
  });

  it('tells a misread code from one of another kind', () => {
    expect(codeOf(parseS10Code('RR123456786VN'))).toBe('wrongS10CheckDigit');
    for (const text of ['', 'RR12345678VN', '8934588012228', 'H99.01-261120-0001', 'ÊR123456785VN']) {
      expect(codeOf(parseS10Code(text))).toBe('notAnS10Code');
    }
  });

  it('writes 10 as 0 and 11 as 5', () => {
    expect(s10CheckDigit('00000000')).toBe(5);
    expect(s10CheckDigit('00001000')).toBe(8);
    expect(() => s10CheckDigit('1234567')).toThrow(RangeError);
  });
});
