import { describe, expect, it } from 'vitest';
import { readCode } from '#shared/domain/read-code.ts';

const CARD = '008185012345|070123456|Lò Thị Mẫu|15081985|Nữ|Thôn Mẫu, Xã Ví Dụ, Tuyên Quang|20092021';

describe('readCode', () => {
  it('reads a card', () => {
    expect(readCode(`${CARD}\r\n`)).toMatchObject({ kind: 'idCard', card: { personalIdNumber: '008185012345' } });
  });

  it.each([
    ['H99.01-261122-0001', 'H99.01-261122-0001'],
    ['h99.01-261122-0001\r\n', 'H99.01-261122-0001'],
    ['https://tracuu.mau.example/hs/H99.01-261122-0001', 'H99.01-261122-0001'],
    ['TAM-3F9A21C4-261120-0007', 'TAM-3F9A21C4-261120-0007'],
    ['https://tracuu.mau.example/?ma=tam-3f9a21c4-261120-0007', 'TAM-3F9A21C4-261120-0007'],
  ])('takes %s for a receipt', (text, dossierCode) => {
    expect(readCode(text)).toEqual({ kind: 'dossier', dossierCode });
  });

  it('takes a postal item for what it is, and a misread one for a misread one', () => {
    expect(readCode('rr123456785vn')).toEqual({ kind: 'postalItem', itemCode: 'RR123456785VN' });
    expect(readCode('RR123456786VN')).toEqual({ kind: 'refused', error: { code: 'damagedItemCode' } });
  });

  it.each([
    ['unknownCode', '8934588012228000001'],
    ['unknownCode', 'Xin chào'],
    ['unknownCode', ''],
    ['isUrl', 'https://vi-du.example/dich-vu?id=123456'],
    ['malformedIdCard', CARD.slice(0, 40)],
    ['garbledByInputMethod', CARD.replace('Nữ', 'Nuwx')],
  ])('refuses with %s: %s', (code, text) => {
    expect(readCode(text)).toMatchObject({ kind: 'refused', error: { code } });
  });

  it('never repeats what it has refused', () => {
    expect(JSON.stringify(readCode(CARD.slice(0, 40)))).not.toMatch(/Mẫu|0081850/);
  });
});
