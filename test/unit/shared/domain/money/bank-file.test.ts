import { describe, expect, it } from 'vitest';
import { parseBankFile, readBankAmount, readBankDate } from '#shared/domain/money/bank-file.ts';
import { matchBankFile } from '#shared/domain/money/match-bank-file.ts';
import type { FeePaymentId } from '#shared/kernel/ids.ts';
import { codeOf, id, valueOf } from '#test/unit/shared/domain/samples.ts';

const claim = (n: number, dossierCode: string, amountVnd: number) => ({
  ...{ feePaymentId: id(n) as FeePaymentId, dossierCode, amountVnd },
});

describe('a bank’s file', () => {
  it.each([
    [
      'with semicolons, a byte order mark, lines above the table and a sum below it',
      '\uFEFFSAO KÊ TÀI KHOẢN;;;\nTừ ngày 01/11/2026;;;\n' +
        'Ngày giao dịch;Số tham chiếu;Ghi nợ;Ghi có;Nội dung giao dịch\n' +
        '20/11/2026;FT1;;8.000;MBVCB H99012611200007\n20/11/2026;FT2;5.000;;RUT TIEN\nCộng;;5.000;8.000;\n',
    ],
    [
      'in English with commas and quotes',
      'Transaction Date,Debit Amount,Credit Amount,Description,Reference No\r\n' +
        '2026-11-20 08:15:00,,"8,000.00","MBVCB H99012611200007",FT1\r\n',
    ],
    [
      'with tabs and an amount column',
      'Ngày\tMã giao dịch\tSố tiền\tDiễn giải\n20-11-2026\tFT1\t+8.000 VND\tMBVCB H99012611200007\n20-11-2026\tFT2\t-5.000 VND\tRUT',
    ],
  ])('is read %s', (_, text) => {
    const { rows } = valueOf(parseBankFile(text));
    expect(rows).toEqual([
      {
        ...{ line: rows[0]?.line, receivedOn: '2026-11-20', amountVnd: 8_000 },
        ...{ text: 'MBVCB H99012611200007', reference: 'FT1' },
      },
    ]);
  });

  it('says which lines it could not read, and what is no list of bookings', () => {
    const file = valueOf(
      parseBankFile('Ngày;Ghi có;Nội dung\n20/11/2026;8.000;a\n31/02/2026;9.000;b\n20/11/2026;0,5;c'),
    );
    expect(file.rows).toHaveLength(1);
    expect(file.unreadLines).toEqual([3, 4]);
    expect(codeOf(parseBankFile('tên,địa chỉ\na,b'))).toBe('bankFileHasNoHead');
    expect(codeOf(parseBankFile('Ngày;Ghi có;Nội dung\n'))).toBe('bankFileHasNoRows');
  });

  it('reads amounts and dates as banks write them, and refuses parts of a đồng', () => {
    expect(['8.000', '8,000', '8.000,00', '1 234 567', '1.234.567 VND', '8000'].map(readBankAmount)).toEqual([
      8_000, 8_000, 8_000, 1_234_567, 1_234_567, 8_000,
    ]);
    expect(
      ['8.000,50', '8.05', '', 'abc', '1.2.3'].map(readBankAmount).filter((amount) => amount !== undefined),
    ).toEqual([]);
    expect(['20/11/2026', '20-11-2026 08:15', '2026-11-20T08:15'].map(readBankDate)).toEqual(
      Array.from({ length: 3 }, () => '2026-11-20'),
    );
    expect(readBankDate('31/02/2026')).toBeUndefined();
  });
});

describe('matching it with claimed transfers', () => {
  const head = 'Ngày;Số tham chiếu;Ghi có;Nội dung\n';
  const rowsOf = (...lines: string[]) => valueOf(parseBankFile(head + lines.join('\n'))).rows;
  const claims = [claim(1, 'H99.01-261120-0001', 8_000), claim(2, 'H99.01-261120-0002', 8_000)];

  it('[MO4] takes a booking that names one dossier with the amount to the đồng', () => {
    const rows = rowsOf('20/11/2026;FT1;8.000;ck H99012611200001 mau', '20/11/2026;FT2;8.000;H99.01-261120-0002');
    const { matches, ambiguous, unmatchedPayments } = matchBankFile(rows, claims);
    expect(matches.map(({ feePaymentId, bankReference }) => [feePaymentId, bankReference])).toEqual([
      [id(1), 'FT1'],
      [id(2), 'FT2'],
    ]);
    expect([ambiguous, unmatchedPayments]).toEqual([[], []]);
  });

  it('[MO4] leaves to the officer what can be read in two ways: another amount, two bookings, two dossiers', () => {
    const other = matchBankFile(rowsOf('20/11/2026;FT1;9.000;H99012611200001'), claims);
    expect(other.matches).toEqual([]);
    expect(other.ambiguous).toMatchObject([{ feePaymentIds: [id(1)] }]);
    const twice = matchBankFile(
      rowsOf('20/11/2026;FT1;8.000;H99012611200001', '20/11/2026;FT2;8.000;H99012611200001'),
      claims,
    );
    expect(twice.matches).toEqual([]);
    const both = matchBankFile(rowsOf('20/11/2026;FT1;8.000;H99012611200001 H99012611200002'), claims);
    expect([both.matches, both.unmatchedRows]).toMatchObject([[], [{ reference: 'FT1' }]]);
    const parts = [claim(3, 'H99.01-261120-0001', 8_000), ...claims];
    expect(matchBankFile(rowsOf('20/11/2026;FT1;8.000;H99012611200001'), parts).matches).toEqual([]);
  });

  it('[MO4] does not use a booking twice, whichever file tells it', () => {
    const rows = rowsOf('20/11/2026;FT1;8.000;H99012611200001');
    expect(matchBankFile(rows, claims, new Set(['FT1'])).matches).toEqual([]);
    const nameless = valueOf(parseBankFile('Ngày;Ghi có;Nội dung\n20/11/2026;8.000;H99012611200001')).rows;
    const [match] = matchBankFile(nameless, claims).matches;
    expect(matchBankFile(nameless, claims, new Set([match?.bankReference ?? ''])).matches).toEqual([]);
  });
});
