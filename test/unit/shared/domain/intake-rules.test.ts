import { describe, expect, it } from 'vitest';
import type { DraftApplicant, IntakeDraft } from '#shared/domain/intake-draft.ts';
import { findBlocking } from '#shared/domain/intake-problem.ts';
import { checkIntakeDraft } from '#shared/domain/intake-rules.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import { copyRate, date, procedure, readyDraft, scan } from './samples.ts';

const ON = date('2026-11-20');
const found = (draft: IntakeDraft, of: Procedure | undefined = procedure) =>
  checkIntakeDraft(draft, of, ON).map(({ field, code, severity }) => `${severity} ${field} ${code}`);
const withApplicant = (changes: Partial<DraftApplicant>): IntakeDraft => {
  const draft = readyDraft();
  return { ...draft, applicant: { ...draft.applicant, ...changes } };
};
const withSubmitter = (changes: Partial<IntakeDraft['submitter']>): IntakeDraft => {
  const draft = readyDraft();
  return {
    ...draft,
    submitter: {
      ...draft.submitter,
      isApplicantInPerson: false,
      fullName: 'Nguyễn Văn Thử',
      personalIdNumber: '001090123456',
      ...changes,
    },
  };
};

it('finds nothing in a complete draft', () => {
  expect(found(readyDraft())).toEqual([]);
});

describe('procedure', () => {
  it('is chosen, known, of the pinned version and in force', () => {
    const draft = readyDraft();
    expect(found({ ...draft, procedureCode: null })).toEqual(['blocking procedure procedureNotChosen']);
    expect(checkIntakeDraft(draft, undefined, ON)).toMatchObject([{ code: 'procedureUnknown' }]);
    expect(found({ ...draft, procedureCode: '1.000000' })).toEqual(['blocking procedure procedureUnknown']);
    expect(found({ ...draft, procedureVersion: 2 })).toEqual(['blocking procedure procedureVersionUnknown']);
    const past = { ...procedure, effectiveUntil: date('2026-11-19') };
    expect(found(draft, past)).toEqual(['blocking procedure procedureNotInForce']);
    expect(found(draft, { ...procedure, effectiveUntil: ON })).toEqual([]);
  });

  it('allows the channel', () => {
    expect(found({ ...readyDraft(), channel: 'post', receiptDelivery: ['deliveredByPost'] })).toEqual([]);
    expect(found({ ...readyDraft(), channel: 'online' })).toEqual(['blocking channel channelNotAllowed']);
  });
});

describe('citizen', () => {
  it.each<[string, Partial<DraftApplicant>, string[]]>([
    ['no name', { fullName: '  ' }, ['blocking applicant.fullName required']],
    ['a name of 60 characters', { fullName: 'Lò Thị '.padEnd(60, 'ẫ') }, []],
    ['a name of 120 characters', { fullName: 'Lò Thị '.padEnd(120, 'ẫ') }, []],
    [
      'a name of 120 letters in parts',
      { fullName: 'Lò Thị '.normalize('NFC').padEnd(120, 'ẫ'.normalize('NFC')).normalize('NFD') },
      [],
    ],
    ['a name of 121 characters', { fullName: 'Lò Thị '.padEnd(121, 'ẫ') }, ['blocking applicant.fullName tooLong']],
    ['a name with digits', { fullName: 'Lò Thị 2' }, ['blocking applicant.fullName nameHasDigits']],
    ['a name without letters', { fullName: '- -' }, ['blocking applicant.fullName nameHasNoLetters']],
    ['a name of one word', { fullName: 'Mẫu' }, ['warning applicant.fullName nameIsOneWord']],
    ['a name with a bell', { fullName: 'Lò \u0007Mẫu' }, ['blocking applicant.fullName unreadableCharacters']],
    ['no number', { personalIdNumber: '' }, ['blocking applicant.personalIdNumber required']],
    [
      'a number of 11 digits',
      { personalIdNumber: '00818501234' },
      ['blocking applicant.personalIdNumber personalIdNumberLength'],
    ],
    ['an old number', { personalIdNumber: '070123456' }, ['warning applicant.personalIdNumber oldIdNumber']],
    ['another birth year', { birthOn: '15/08/1986' }, ['warning applicant.personalIdNumber birthYearContradicts']],
    ['another gender', { gender: 'male' }, ['warning applicant.personalIdNumber genderContradicts']],
    ['neither birth date nor gender', { birthOn: '', gender: null }, []],
    [
      'a number of the next century',
      { personalIdNumber: '008385012345', birthOn: '' },
      ['warning applicant.personalIdNumber birthYearInFuture'],
    ],
    ['a birth date that does not exist', { birthOn: '31/02/1985' }, ['blocking applicant.birthOn notADate']],
    [
      'a birth date of tomorrow',
      { birthOn: '21/11/2026' },
      ['warning applicant.personalIdNumber birthYearContradicts', 'blocking applicant.birthOn dateInFuture'],
    ],
    [
      'a birth date of 1899',
      { birthOn: '31/12/1899' },
      ['warning applicant.personalIdNumber birthYearContradicts', 'blocking applicant.birthOn dateTooOld'],
    ],
    ['no address', { address: '' }, ['blocking applicant.address required']],
    ['an address of 501 characters', { address: 'a'.repeat(501) }, ['blocking applicant.address tooLong']],
    ['no contact', { phone: '' }, ['warning applicant.phone noContact']],
    ['only an e-mail address', { phone: '', email: 'mau@vi-du.example' }, []],
    ['a wrong e-mail address', { email: 'mau@vi-du' }, ['blocking applicant.email notAnEmail']],
    ['a short phone number', { phone: '091234567' }, ['blocking applicant.phone notAPhone']],
    ['letters in the phone number', { phone: '09123456ab' }, ['blocking applicant.phone notAPhone']],
  ])('%s', (_, changes, expected) => {
    expect(found(withApplicant(changes))).toEqual(expected);
  });

  it.each(['0912345678', '+84912345678', '84 912 345 678', '(024) 3825.5555', '0912-345-678', '+856 20 5555 5555'])(
    'takes the phone number %s',
    (phone) => {
      expect(found(withApplicant({ phone }))).toEqual([]);
    },
  );
});

describe('organisation', () => {
  const organisation = { kind: 'organisation', organisationName: 'Công ty TNHH Mẫu', taxCode: '0100233488' } as const;

  it('needs a name and a sound tax code, and nothing of a citizen', () => {
    const nobody = { fullName: '', personalIdNumber: '', birthOn: 'x' };
    expect(found(withApplicant({ ...organisation, ...nobody }))).toEqual([]);
    expect(found(withApplicant({ ...organisation, organisationName: '' }))).toEqual([
      'blocking applicant.organisationName required',
    ]);
    expect(found(withApplicant({ ...organisation, taxCode: '' }))).toEqual(['blocking applicant.taxCode required']);
    expect(found(withApplicant({ ...organisation, taxCode: '0100233480' }))).toEqual([
      'blocking applicant.taxCode taxCodeCheckDigit',
    ]);
  });
});

describe('submitter (IN-11, IN-12)', () => {
  it('is checked only when it is somebody else', () => {
    expect(found(withSubmitter({ isApplicantInPerson: true, fullName: '', personalIdNumber: '' }))).toEqual([]);
    expect(found(withSubmitter({}))).toEqual([]);
    expect(found(withSubmitter({ fullName: '', personalIdNumber: '1', phone: '1' }))).toEqual([
      'blocking submitter.fullName required',
      'blocking submitter.personalIdNumber personalIdNumberLength',
      'blocking submitter.phone notAPhone',
    ]);
  });

  it('shows the authorisation when authorised', () => {
    expect(found(withSubmitter({ relation: 'authorisedRepresentative' }))).toEqual([
      'blocking submitter.authorisation required',
    ]);
    const authorisation = 'Giấy ủy quyền số 01 (mẫu)';
    expect(found(withSubmitter({ relation: 'authorisedRepresentative', authorisation }))).toEqual([]);
  });

  it('is somebody else indeed', () => {
    expect(found(withSubmitter({ personalIdNumber: '008185012345' }))).toEqual([
      'warning submitter.personalIdNumber sameAsApplicant',
    ]);
  });
});

describe('components', () => {
  const withComponent = (requirementId: string, changes: Partial<IntakeDraft['components'][number]>): IntakeDraft => {
    const draft = readyDraft();
    const components = draft.components.map((component) =>
      component.requirementId === requirementId ? { ...component, ...changes } : component,
    );
    return { ...draft, components };
  };

  it('required ones are received, conditional ones may be', () => {
    expect(found(withComponent('c2', { isReceived: false }))).toEqual(['blocking component:c2 componentMissing']);
    expect(found({ ...readyDraft(), components: [] })).toEqual([
      'blocking component:c1 componentMissing',
      'blocking component:c2 componentMissing',
    ]);
    expect(found(withComponent('c3', { isReceived: true }))).toEqual([]);
  });

  it('counts of sheets are compared as a sum', () => {
    const sheets = (original: number, copy: number) =>
      found(withComponent('c2', { received: { original, certifiedCopy: 0, copy } }));
    expect(sheets(0, 0)).toEqual(['blocking component:c2 componentWithoutSheets']);
    expect(sheets(0, 1)).toEqual(['warning component:c2 fewerSheetsThanAsked']);
    expect(sheets(1, 1)).toEqual([]);
  });

  it('nothing outside the published list is taken (IN-22)', () => {
    const draft = readyDraft();
    const [first] = draft.components;
    const extra = { ...first!, requirementId: 'x' };
    expect(found({ ...draft, components: [...draft.components, extra] })).toEqual([
      'blocking component:x componentNotInProcedure',
    ]);
    expect(found({ ...draft, components: [...draft.components, first!] })).toEqual([
      'blocking component:c1 componentTwice',
    ]);
  });

  it('no scan is left behind with a paper that is not ticked', () => {
    expect(found(withComponent('c3', { files: [scan(1)] }))).toEqual(['blocking component:c3 filesWithoutPaper']);
    expect(found(withComponent('c2', { files: [scan(1)] }))).toEqual([]);
    expect(found(withComponent('c1', { files: [scan(1)] }))).toEqual(['warning component:c1 shownOnlyHasFiles']);
  });
});

describe('fees and return', () => {
  it('names the line that cannot be evaluated', () => {
    const feeQuantities = { [copyRate.feeRateId]: { pages: 0, units: 1 } };
    expect(found({ ...readyDraft(), feeQuantities })).toEqual([`blocking fee:${copyRate.feeRateId} feePagesMissing`]);
  });

  it('warns when an electronic result has nowhere to go', () => {
    const draft = { ...withApplicant({ phone: '' }), resultReturn: 'electronic' } as const;
    expect(found(draft)).toEqual([
      'warning applicant.phone noContact',
      'warning resultReturn electronicReturnWithoutContact',
    ]);
  });

  it('limits the summary', () => {
    expect(found({ ...readyDraft(), summary: 'a'.repeat(1_001) })).toEqual(['blocking summary tooLong']);
    expect(found({ ...readyDraft(), summary: 'a\nb' })).toEqual([]);
  });
});

it('never repeats what was typed', () => {
  const draft = withApplicant({ fullName: 'Lò Thị 2', personalIdNumber: '00818501234', phone: '12', email: 'mau' });
  expect(JSON.stringify(checkIntakeDraft(draft, procedure, ON))).not.toMatch(/Lò|0081850|"12"|mau/);
  expect(findBlocking(checkIntakeDraft(draft, procedure, ON))).toHaveLength(4);
});
