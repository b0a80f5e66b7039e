import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountInWords } from '#shared/domain/amount-in-words.ts';
import { formatDossierCode, parseDossierCode, parseReceiptQr, toTransferPurpose } from '#shared/domain/dossier-code.ts';
import { foldText, matchesFolded } from '#shared/domain/fold-text.ts';
import { parseIdCardQr } from '#shared/domain/id-card.ts';
import { checkPersonalIdNumber } from '#shared/domain/personal-id-number.ts';
import { PROVINCE_CODES } from '#shared/domain/province-codes.ts';
import { parseTaxCode } from '#shared/domain/tax-code.ts';
import { valueOf } from '#test/unit/shared/domain/samples.ts';
import { localDates, vietnameseText } from './arbitraries.ts';
import { parseAmountInWords } from './parse-amount-in-words.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${String(length)}}$`));
const agencyCodes = fc.stringMatching(/^[A-Z0-9]{2,3}(\.[A-Z0-9]{1,4}){0,4}$/);

describe('dossier codes', () => {
  it('come back from text as they went in', () => {
    fc.assert(
      fc.property(agencyCodes, localDates, fc.integer({ min: 1, max: 10_000_000 }), (agencyCode, on, orderNumber) => {
        const dossierCode = formatDossierCode(agencyCode, on, orderNumber);
        const parsed = valueOf(parseDossierCode(`${dossierCode.toLowerCase()}\r\n`));
        expect(parsed).toMatchObject({ dossierCode, agencyCode, receivedOn: on });
        expect(Number(parsed.sequence)).toBe(orderNumber);
        expect(valueOf(parseReceiptQr(`https://mau.example/hs/${dossierCode}`)).dossierCode).toBe(dossierCode);
        expect(toTransferPurpose(dossierCode)).toMatch(/^[A-Z0-9]+$/);
      }),
    );
  });

  it('of two dossiers of one agency are never equal', () => {
    const numbers = fc.tuple(localDates, fc.integer({ min: 1, max: 100_000 }));
    fc.assert(
      fc.property(numbers, numbers, ([oneOn, one], [otherOn, other]) => {
        const areEqual = formatDossierCode('H99.01', oneOn, one) === formatDossierCode('H99.01', otherOn, other);
        expect(areEqual).toBe(oneOn === otherOn && one === other);
      }),
    );
  });

  it('never throw, whatever is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(typeof parseDossierCode(text).ok).toBe('boolean');
        expect(typeof parseIdCardQr(text).ok).toBe('boolean');
        expect(typeof parseTaxCode(text).ok).toBe('boolean');
      }),
    );
  });
});

describe('identity cards', () => {
  const cards = fc.record({
    personalIdNumber: digits(12),
    oldIdNumber: fc.option(digits(9)),
    fullName: fc.constantFrom('Lò Thị Mẫu', 'Nguyễn Văn Thử', "H'Wiêt Mẫu"),
    birthOn: localDates,
    gender: fc.constantFrom('male', 'female'),
    address: fc.constantFrom('Thôn Mẫu, Xã Ví Dụ, Tuyên Quang', 'Số 1, Phố Thử, Hà Nội'),
    issuedOn: localDates,
    extraFields: fc.array(fc.constantFrom('', 'Nguyễn Văn Cha', 'x'), { maxLength: 3 }),
  });

  it('are read back as they were written', () => {
    const cardDate = (on: string) => on.split('-').reverse().join('');
    fc.assert(
      fc.property(cards, fc.constantFrom('', '\n', '\r\n'), (card, end) => {
        const payload = [
          card.personalIdNumber,
          card.oldIdNumber ?? '',
          card.fullName,
          cardDate(card.birthOn),
          card.gender === 'male' ? 'Nam' : 'Nữ',
          card.address,
          cardDate(card.issuedOn),
          ...card.extraFields,
        ].join('|');
        expect(valueOf(parseIdCardQr(payload + end))).toEqual(card);
      }),
    );
  });

  it('have numbers that agree with what they were made from', () => {
    const people = fc.record({
      provinceCode: fc.constantFrom(...PROVINCE_CODES.keys()),
      birthYear: fc.integer({ min: 1900, max: 2399 }),
      gender: fc.constantFrom('male', 'female'),
      random: digits(6),
    });
    fc.assert(
      fc.property(people, ({ provinceCode, birthYear, gender, random }) => {
        const century = Math.floor((birthYear - 1900) / 100) * 2 + (gender === 'male' ? 0 : 1);
        const number = `${provinceCode}${String(century)}${String(birthYear % 100).padStart(2, '0')}${random}`;
        const { personalId, warnings } = valueOf(checkPersonalIdNumber(number, { gender }));
        expect(personalId).toMatchObject({ provinceCode, birthYear, gender });
        expect(warnings).toEqual([]);
        expect(valueOf(parseTaxCode(number)).kind).toBe('person');
      }),
    );
  });
});

describe('tax codes', () => {
  it('have at most one valid check digit, and stay the same when written out', () => {
    fc.assert(
      fc.property(digits(9), fc.integer({ min: 1, max: 999 }), (stem, branch) => {
        const valid = Array.from({ length: 10 }, (_, digit) => `${stem}${String(digit)}`).filter(
          (code) => parseTaxCode(code).ok,
        );
        expect(valid.length).toBeLessThanOrEqual(1);
        for (const code of valid) {
          const written = valueOf(parseTaxCode(`${code}${String(branch).padStart(3, '0')}`)).taxCode;
          expect(valueOf(parseTaxCode(written)).taxCode).toBe(written);
        }
      }),
    );
  });
});

describe('amounts in words', () => {
  it('are read back as the same amount', () => {
    const amounts = fc.oneof(
      fc.integer({ min: 0, max: 2_000_000 }),
      fc.integer({ min: 0, max: 999_999_999_999_999 }),
      fc.integer({ min: 0, max: 999 }).map((n) => n * 1_000_000_000),
    );
    fc.assert(
      fc.property(amounts, (amountVnd) => {
        expect(parseAmountInWords(amountInWords(amountVnd))).toBe(amountVnd);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('folded text', () => {
  it('folds to itself and is found by its own words, with or without marks', () => {
    fc.assert(
      fc.property(vietnameseText, (text) => {
        const folded = foldText(text);
        expect(foldText(folded)).toBe(folded);
        expect(foldText(text.toUpperCase())).toBe(folded);
        expect(matchesFolded(text, folded)).toBe(true);
        expect(matchesFolded(folded, folded)).toBe(true);
      }),
    );
  });
});
