import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { decideAcceptDossier } from '#shared/domain/decide-accept-dossier.ts';
import { dossierSchema } from '#shared/domain/dossier.ts';
import { feePaymentSchema } from '#shared/domain/money/fee-payment.ts';
import { issuedDocumentSchema } from '#shared/domain/issued-document.ts';
import { ledgerEntrySchema } from '#shared/domain/ledger.ts';
import { acceptDossierPayloadSchema, collectFeePayloadSchema } from '#sync/protocol/payloads.ts';
import {
  acceptCommand,
  at,
  calendar,
  codeOf,
  copyRate,
  date,
  id,
  NOW,
  office,
  procedure,
  readyDraft,
  scan,
  station,
  valueOf,
} from './samples.ts';

const accepted = (changes: Parameters<typeof acceptCommand>[0] = {}) =>
  valueOf(decideAcceptDossier(acceptCommand(changes)));

describe('decideAcceptDossier', () => {
  it('builds the dossier with its code and due date', () => {
    const { dossier } = accepted();
    expect(dossier).toMatchObject({
      dossierId: id(11),
      dossierCode: 'H99.01-261120-0007',
      orderNumber: 7,
      agencyCode: 'H99.01',
      procedureCode: '2.000815',
      procedureVersion: 3,
      state: 'accepted',
      submittedAt: NOW,
      acceptedAt: NOW,
      countedFromAt: NOW,
      resultDueAt: at('2026-11-25 09:15'),
      submitter: { kind: 'applicantInPerson' },
      feeTotalVnd: 24_000,
      revision: 1,
    });
    expect(dossier.applicant).toEqual({
      kind: 'citizen',
      fullName: 'Lò Thị Mẫu',
      personalIdNumber: '008185012345',
      birthOn: '1985-08-15',
      gender: 'female',
      address: 'Thôn Mẫu, Xã Ví Dụ, Tuyên Quang',
      phone: '0912345678',
      dataSource: 'typed',
    });
    expect(dossier.components.map(({ requirementId }) => requirementId)).toEqual(['c1', 'c2']);
    expect(dossier).not.toHaveProperty('summary');
  });

  it('gives changes that fit the stored and sent shapes', () => {
    const { dossier, payment, receipt, ledger } = accepted();
    expect(v.parse(dossierSchema, dossier)).toEqual(dossier);
    expect(v.parse(feePaymentSchema, payment)).toEqual(payment);
    expect(v.parse(issuedDocumentSchema, receipt)).toEqual(receipt);
    expect(v.parse(v.array(ledgerEntrySchema), ledger)).toEqual(ledger);
    expect(v.parse(acceptDossierPayloadSchema, { dossier })).toEqual({ dossier });
    expect(v.parse(collectFeePayloadSchema, { payment })).toEqual({ payment });
  });

  it('takes the fee on the shift and writes both ledger entries, without personal data', () => {
    const { dossier, payment, ledger } = accepted();
    expect(payment).toEqual({
      feePaymentId: id(4),
      shiftId: id(3),
      dossierId: dossier.dossierId,
      dossierCode: dossier.dossierCode,
      means: 'cash',
      amountVnd: 24_000,
      feeItems: dossier.feeItems,
      collectedAt: NOW,
      collectedBy: id(1),
    });
    expect(ledger.map(({ kind, ledgerEntryId }) => [kind, ledgerEntryId])).toEqual([
      ['dossierAccepted', id(6)],
      ['feeCollected', id(7)],
    ]);
    expect(JSON.stringify(ledger)).not.toMatch(/Mẫu|008185012345|0912/);
  });

  it('takes no payment when it is paid later or nothing is owed', () => {
    const later = accepted({ draft: { ...readyDraft(), paymentMeans: 'later' } });
    expect([later.payment, later.dossier.feeTotalVnd, later.ledger.length]).toEqual([null, 24_000, 1]);
    const exempt = accepted({ draft: { ...readyDraft(), feeExemptions: { [copyRate.feeRateId]: 'ho-ngheo' } } });
    expect([exempt.payment, exempt.dossier.feeTotalVnd, exempt.ledger.length]).toEqual([null, 0, 1]);
    expect(exempt.dossier.feeItems).toMatchObject([{ fullAmountVnd: 24_000, amountVnd: 0, exemptionId: 'ho-ngheo' }]);
  });

  it('keeps every scan of a received paper', () => {
    const draft = readyDraft();
    const components = draft.components.map((component) =>
      component.requirementId === 'c2' ? { ...component, files: [scan(1), scan(2)], note: ' rách mép ' } : component,
    );
    const { dossier, ledger } = accepted({ draft: { ...draft, components } });
    expect(dossier.components[1]).toMatchObject({ note: 'rách mép', files: [scan(1), scan(2)] });
    expect(ledger[0]?.facts).toMatchObject({ componentCount: 2, fileCount: 2 });
  });

  it('records owner and filer separately (IN-12)', () => {
    const draft = readyDraft();
    const submitter = {
      isApplicantInPerson: false,
      relation: 'authorisedRepresentative',
      authorisation: ' Giấy ủy quyền số 01 (mẫu) ',
      fullName: 'Nguyễn  Văn Thử',
      personalIdNumber: '001 090 123 456',
      phone: '',
    } as const;
    const { dossier, receipt } = accepted({ draft: { ...draft, submitter } });
    expect(dossier.submitter).toEqual({
      kind: 'other',
      relation: 'authorisedRepresentative',
      authorisation: 'Giấy ủy quyền số 01 (mẫu)',
      fullName: 'Nguyễn Văn Thử',
      personalIdNumber: '001090123456',
    });
    expect(receipt.content).toMatchObject({ applicantName: 'Lò Thị Mẫu', submitterName: 'Nguyễn Văn Thử' });
  });

  it('accepts an organisation with its tax code in written form', () => {
    const draft = readyDraft();
    const applicant = {
      ...draft.applicant,
      kind: 'organisation',
      organisationName: 'Công ty TNHH  Mẫu',
      taxCode: '0314409058002',
    } as const;
    expect(accepted({ draft: { ...draft, applicant } }).dossier.applicant).toEqual({
      kind: 'organisation',
      organisationName: 'Công ty TNHH Mẫu',
      taxCode: '0314409058-002',
      address: 'Thôn Mẫu, Xã Ví Dụ, Tuyên Quang',
      phone: '0912345678',
      dataSource: 'typed',
    });
  });

  it('depends on nothing but the command', () => {
    expect(accepted()).toEqual(accepted());
  });
});

describe('decideAcceptDossier outside office hours', () => {
  const evening = at('2026-11-20 18:00');

  it('counts from the next opening and takes a number of either day', () => {
    for (const workingOn of [date('2026-11-20'), date('2026-11-23')]) {
      const { dossier } = accepted({ now: evening, number: { orderNumber: 1, workingOn } });
      expect(dossier).toMatchObject({
        acceptedAt: evening,
        countedFromAt: at('2026-11-23 07:00'),
        resultDueAt: at('2026-11-25 17:00'),
      });
    }
  });
});

describe('decideAcceptDossier refuses', () => {
  const refused = (changes: Parameters<typeof acceptCommand>[0]) => codeOf(decideAcceptDossier(acceptCommand(changes)));

  it('with every blocking problem at once, and no warning among them', () => {
    const draft = readyDraft();
    const applicant = { ...draft.applicant, fullName: '', address: '', phone: '', gender: 'male' } as const;
    const result = decideAcceptDossier(acceptCommand({ draft: { ...draft, applicant, components: [] } }));
    expect(result).toMatchObject({
      ok: false,
      error: {
        code: 'intakeHasProblems',
        details: {
          problems: [
            { field: 'applicant.fullName', code: 'required' },
            { field: 'applicant.address', code: 'required' },
            { field: 'component:c1', code: 'componentMissing' },
            { field: 'component:c2', code: 'componentMissing' },
          ],
        },
      },
    });
  });

  it('an unknown procedure', () => {
    expect(refused({ procedure: undefined })).toBe('intakeHasProblems');
    expect(refused({ procedure: { ...procedure, procedureVersion: 4 } })).toBe('intakeHasProblems');
  });

  it('a number of another day', () => {
    expect(refused({ number: { orderNumber: 1, workingOn: date('2026-11-19') } })).toBe('numberOfAnotherDay');
    expect(refused({ number: { orderNumber: 1, workingOn: date('2026-11-23') } })).toBe('numberOfAnotherDay');
  });

  it('a station of another agency', () => {
    expect(refused({ station: { ...station, agencyCode: 'H99.02' } })).toBe('stationOfAnotherAgency');
  });

  it('a calendar without working days', () => {
    expect(refused({ calendar: { ...calendar, workingWeekdays: [], swapDays: [] } })).toBe('noWorkingDay');
  });

  it('but accepts with warnings', () => {
    const draft = readyDraft();
    const contradicting = { ...draft, applicant: { ...draft.applicant, gender: 'male' } } as const;
    expect(accepted({ draft: contradicting }).dossier.applicant).toMatchObject({ gender: 'male' });
  });
});

it('puts the look-up address of the province before the code in the QR (RC-02)', () => {
  const lookupUrlPrefix = 'https://tracuu.mau.example/hs/';
  expect(accepted().receipt.content.qrPayload).toBe('H99.01-261120-0007');
  expect(accepted({ office: { ...office, lookupUrlPrefix } }).receipt.content.qrPayload).toBe(
    'https://tracuu.mau.example/hs/H99.01-261120-0007',
  );
});
