import { describe, expect, it } from 'vitest';
import { readTypedExtraction, toTypedExtraction } from '#shared/domain/extraction/typed-extraction.ts';
import { proposeExtraction } from '#shared/domain/extraction/propose-extraction.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { SAMPLE_PAPERS } from '#test/fixtures/papers/sample-papers.ts';
import { typesetPage } from '#test/support/typeset-page.ts';

const EMPTY = toTypedExtraction({});

describe('what the officer confirms', () => {
  it.each(SAMPLE_PAPERS)('is what was proposed when nothing is changed: $name', (paper) => {
    const typed = toTypedExtraction(proposeExtraction([typesetPage(paper)]));
    expect(readTypedExtraction(typed)).toEqual({ ok: true, value: paper.expected });
  });

  it('is what was typed, without stray blanks; a field left empty is absent', () => {
    const typed = {
      ...EMPTY,
      texts: { ...EMPTY.texts, abstract: '  cấp   phép ', holderName: ' ', holderIdNumber: '001 190 000 001' },
      issuedOn: '2026-02-03' as LocalDate,
    };
    expect(readTypedExtraction(typed)).toEqual({
      ok: true,
      value: { abstract: 'cấp phép', holderIdNumber: '001190000001', issuedOn: '2026-02-03' },
    });
  });

  it('is not taken while a day is no date or a number can be no personal id number', () => {
    const typed = { ...EMPTY, texts: { ...EMPTY.texts, holderIdNumber: '123456789' }, issuedOnText: '31/02' };
    expect(readTypedExtraction(typed)).toMatchObject({
      ok: false,
      error: { details: { problems: [{ field: 'issuedOn' }, { field: 'holderIdNumber' }] } },
    });
  });

  it('is something: an empty form confirms nothing', () => {
    expect(readTypedExtraction(EMPTY)).toEqual({ ok: false, error: { code: 'extractionEmpty' } });
  });
});
