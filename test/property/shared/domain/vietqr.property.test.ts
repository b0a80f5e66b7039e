import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDossierCode, toTransferPurpose } from '#shared/domain/dossier-code.ts';
import { crc16 } from '#shared/domain/money/crc16.ts';
import { findDossierCodeIn } from '#shared/domain/money/transfer-purpose.ts';
import { buildVietQr, parseVietQr, type VietQr } from '#shared/domain/money/vietqr.ts';
import { codeOf, valueOf } from '#test/unit/shared/domain/samples.ts';
import { localDates } from './arbitraries.ts';

const plainText = fc.stringMatching(/^[!-~]([ -~]{0,23}[!-~])?$/);
const wantedCodes: fc.Arbitrary<VietQr> = fc.record(
  {
    beneficiary: fc.record(
      {
        bankBin: fc.stringMatching(/^\d{6}$/),
        accountNumber: fc.stringMatching(/^[0-9A-Za-z]{1,19}$/),
        kind: fc.constantFrom('account' as const, 'card' as const),
        accountName: plainText,
      },
      { requiredKeys: ['bankBin', 'accountNumber', 'kind'] },
    ),
    amountVnd: fc.oneof(fc.integer({ min: 1, max: 500_000 }), fc.integer({ min: 1, max: 9_999_999_999_999 })),
    purpose: plainText,
    billNumber: plainText,
  },
  { requiredKeys: ['beneficiary'] },
);

describe('VietQR codes', () => {
  it('[CZ1] are read back as they were written', () => {
    fc.assert(
      fc.property(wantedCodes, (wanted) => {
        expect(valueOf(parseVietQr(valueOf(buildVietQr(wanted))))).toEqual(wanted);
      }),
    );
  });

  it('[CZ1] with one character changed are refused', () => {
    fc.assert(
      fc.property(wantedCodes, fc.nat(), fc.integer({ min: 0x20, max: 0x7e }), (wanted, place, letter) => {
        const payload = valueOf(buildVietQr(wanted));
        const at = place % payload.length;
        const changed = payload.slice(0, at) + String.fromCodePoint(letter) + payload.slice(at + 1);
        fc.pre(changed.toUpperCase() !== payload.toUpperCase() && changed.trim() === changed);
        expect(['crcWrong', 'notVietQr']).toContain(codeOf(parseVietQr(changed)));
      }),
    );
  });

  it('never make reading throw', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Za-zỄđ ]{0,80}$/), (text) => {
        const body = `000201${text}6304`;
        expect(['malformed', 'notVietQr']).toContain(codeOf(parseVietQr(body + crc16(body))));
      }),
    );
  });
});

describe('the purpose of a transfer', () => {
  it('names its dossier, whatever the bank writes around it', () => {
    const agencies = fc.constantFrom('H99.01', 'H99.02', '000.00.01.H22', 'G09.20');
    const around = fc.stringMatching(/^([A-Za-z ./-]{0,20}[ .;/-])?$/);
    fc.assert(
      fc.property(
        agencies,
        fc.uniqueArray(fc.tuple(localDates, fc.integer({ min: 1, max: 20_000 })), { minLength: 1, selector: String }),
        around,
        around,
        (agencyCode, dossiers, before, after) => {
          const codes = dossiers.map(([on, orderNumber]) => formatDossierCode(agencyCode, on, orderNumber));
          for (const code of codes) {
            expect(findDossierCodeIn(`${before}${toTransferPurpose(code)} ${after}`, codes)).toBe(code);
          }
        },
      ),
    );
  });
});
