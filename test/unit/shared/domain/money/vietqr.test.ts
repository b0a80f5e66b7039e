import { describe, expect, it } from 'vitest';
import { BANKS, toBankName } from '#shared/domain/money/banks.ts';
import { crc16 } from '#shared/domain/money/crc16.ts';
import { buildVietQr, isPaymentCode, parseVietQr, type VietQr } from '#shared/domain/money/vietqr.ts';
import { codeOf, valueOf } from '#test/unit/shared/domain/samples.ts';

const account = { bankBin: '970403', accountNumber: '0011012345678', kind: 'account' } as const;
const card = { bankBin: '970403', accountNumber: '9704031101234567', kind: 'card' } as const;
const order = { amountVnd: 180_000, billNumber: 'NPS6869', purpose: 'thanh toan don hang' };
/** Section 6.1.1 of the NAPAS document says 12 for an account of 13 digits; its check value is right. */
const INNER_LENGTH_WRONG =
  '00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN6304F4E5';

/** NAPAS sections 6.1.1 (length put right) to 6.1.4, and one of ours: 8,000 đ with a dossier code as its purpose. */
const VECTORS: readonly (readonly [string, VietQr])[] = [
  [
    '00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F',
    { beneficiary: account },
  ],
  [
    '00020101021138600010A00000072701300006970403011697040311012345670208QRIBFTTC53037045802VN63044F52',
    { beneficiary: card },
  ],
  [
    '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E',
    { beneficiary: account, ...order },
  ],
  [
    '00020101021238600010A00000072701300006970403011697040311012345670208QRIBFTTC530370454061800005802VN62340107NPS68690819thanh toan don hang6304A203',
    { beneficiary: card, ...order },
  ],
  [
    '00020101021238570010A00000072701270006970405011312345678901230208QRIBFTTA5303704540480005802VN622408200000001H2226112200016304994B',
    {
      beneficiary: { bankBin: '970405', accountNumber: '1234567890123', kind: 'account' },
      amountVnd: 8_000,
      purpose: '0000001H222611220001',
    },
  ],
];

describe('crc16', () => {
  it('gives the check value of the algorithm', () => {
    expect(crc16('123456789')).toBe('29B1');
    expect(crc16('')).toBe('FFFF');
  });

  it('keeps leading zeros', () => {
    const short = Array.from({ length: 200 }, (_, n) => crc16(`00020101${String(n)}`)).filter((crc) =>
      crc.startsWith('0'),
    );
    expect(short.length).toBeGreaterThan(0);
    expect(short.every((crc) => crc.length === 4)).toBe(true);
  });
});

describe('VietQR', () => {
  it.each(VECTORS)('[CZ1] writes and reads %s', (payload, wanted) => {
    expect(valueOf(buildVietQr(wanted))).toBe(payload);
    expect(valueOf(parseVietQr(payload))).toEqual(wanted);
    expect(valueOf(parseVietQr(`${payload.slice(0, -4)}${payload.slice(-4).toLowerCase()}\r\n`))).toEqual(wanted);
  });

  it('[CZ1] reads a purpose that is longer than allowed, and does not write one', () => {
    const read = valueOf(
      parseVietQr(
        '00020101021238540010A00000072701240006970436011098895593570208QRIBFTTA53037045405100005802VN62320828day la noi dung chuyen khoan6304EEF5',
      ),
    );
    expect(read).toEqual({
      beneficiary: { bankBin: '970436', accountNumber: '9889559357', kind: 'account' },
      amountVnd: 10_000,
      purpose: 'day la noi dung chuyen khoan',
    });
    expect(codeOf(buildVietQr(read))).toBe('purposeWrong');
  });

  it('[CZ1] refuses a code whose lengths do not add up although its check value is right', () => {
    expect(crc16(INNER_LENGTH_WRONG.slice(0, -4))).toBe('F4E5');
    expect(codeOf(parseVietQr(INNER_LENGTH_WRONG))).toBe('malformed');
  });

  it.each([
    ['notVietQr', ''],
    ['notVietQr', 'H99.01-261122-0001'],
    ['notVietQr', '000201630'],
    ['crcWrong', VECTORS[0]?.[0].replace('9E6F', '9E60') ?? ''],
    ['crcWrong', VECTORS[4]?.[0].replace('8000', '9000') ?? ''],
    ['notVietQr', sealed('00020101021138120008OTHERPAY53037045802VN')],
    ['malformed', sealed('00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53038405802VN')],
    ['malformed', sealed('00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTX53037045802VN')],
    ['malformed', sealed(bodyWith('540510.50'))],
    ['malformed', sealed(bodyWith('54010'))],
    ['malformed', sealed(bodyWith('5401A'))],
    ['malformed', sealed(bodyWith('54041000').concat('54041000'))],
    ['malformed', sealed(bodyWith('6299abc'))],
  ])('says %s of %s', (code, payload) => {
    expect(codeOf(parseVietQr(payload))).toBe(code);
  });

  it.each<readonly [string, VietQr]>([
    ['bankBinWrong', { beneficiary: { ...account, bankBin: '97040' } }],
    ['accountNumberWrong', { beneficiary: { ...account, accountNumber: '' } }],
    ['accountNumberWrong', { beneficiary: { ...account, accountNumber: '0011 0123' } }],
    ['accountNumberWrong', { beneficiary: { ...account, accountNumber: '1'.repeat(20) } }],
    ['accountNameWrong', { beneficiary: { ...account, accountName: 'TÀI KHOẢN' } }],
    ['amountWrong', { beneficiary: account, amountVnd: 0 }],
    ['amountWrong', { beneficiary: account, amountVnd: -8_000 }],
    ['amountWrong', { beneficiary: account, amountVnd: 0.5 }],
    ['amountWrong', { beneficiary: account, amountVnd: Number.NaN }],
    ['amountWrong', { beneficiary: account, amountVnd: 10_000_000_000_000 }],
    ['amountWrong', { beneficiary: account, amountVnd: 1e21 }],
    ['purposeWrong', { beneficiary: account, purpose: 'Lệ phí' }],
    ['purposeWrong', { beneficiary: account, purpose: ' H99' }],
    ['purposeWrong', { beneficiary: account, purpose: '' }],
    ['billNumberWrong', { beneficiary: account, billNumber: 'x'.repeat(26) }],
  ])('refuses with %s: %o', (code, wanted) => {
    expect(codeOf(buildVietQr(wanted))).toBe(code);
  });

  it('knows a payment code of any scheme by its looks', () => {
    expect(isPaymentCode(sealed('00020101021138120008OTHERPAY53037045802VN'))).toBe(true);
    expect(isPaymentCode('008185012345|070123456|Lò Thị Mẫu')).toBe(false);
  });
});

describe('banks', () => {
  it('have a name each, and a stand-in when not listed', () => {
    expect(BANKS.size).toBe(39);
    expect([...BANKS.keys()].every((bin) => /^9704\d\d$/.test(bin))).toBe(true);
    expect(toBankName('970405')).toBe('Agribank');
    expect(toBankName('999999')).toBe('999999');
  });
});

function sealed(body: string): string {
  return `${body}6304${crc16(`${body}6304`)}`;
}

/** A sound code with one more data object in it. */
function bodyWith(object: string): string {
  return `00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN${object}`;
}
