import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { citizenStageSchema, type CitizenStage } from '#shared/domain/citizen-screen/citizen-view.ts';
import { toCitizenStage, type IntakeAtDesk } from '#shared/domain/citizen-screen/to-citizen-view.ts';
import { beneficiaryAccountSchema } from '#shared/domain/money/beneficiary-account.ts';
import { parseVietQr } from '#shared/domain/money/vietqr.ts';
import { toTransferPurpose } from '#shared/domain/dossier-code.ts';
import { decideAcceptDossier } from '#shared/domain/decide-accept-dossier.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import { emptyDraft } from '#shared/domain/new-intake-draft.ts';
import { acceptCommand, date, id, office, procedure, readyDraft, valueOf } from '#test/unit/shared/domain/samples.ts';

const account = v.parse(beneficiaryAccountSchema, {
  ...{ beneficiaryAccountId: id(1), bankBin: '970405', accountNumber: '1234567890123', accountName: 'TAI KHOAN MAU' },
  ...{ procedureCodes: null, effectiveFrom: '2025-01-01', effectiveUntil: null },
});
const ready = readyDraft();
const today = date('2026-11-20');

const sampleDossier = (): Dossier => valueOf(decideAcceptDossier(acceptCommand())).dossier;

const stageOf = (change: Partial<IntakeAtDesk> = {}): CitizenStage => {
  const stage = toCitizenStage({
    ...{ office: { office, beneficiaryAccounts: [account] }, draft: ready, procedure, today },
    ...{ accepted: null, rating: 'asked' as const, ...change },
  });
  // What cannot be said over the channel would never be seen.
  expect(v.parse(citizenStageSchema, structuredClone(stage))).toEqual(stage);
  return stage;
};
const withApplicant = (change: Partial<IntakeDraft['applicant']>): IntakeDraft => ({
  ...ready,
  applicant: { ...ready.applicant, ...change },
});
const personOf = (draft: IntakeDraft) => {
  const stage = stageOf({ draft });
  return stage.stage === 'intake' ? stage.person : undefined;
};
const acceptedOf = (change: Partial<Dossier> = {}, draft: Partial<IntakeDraft> = {}) => {
  const stage = stageOf({ accepted: { ...sampleDossier(), ...change }, draft: { ...ready, ...draft } });
  if (stage.stage !== 'accepted') throw new Error('the dossier is accepted');
  return stage;
};

describe('toCitizenStage', () => {
  it('is empty before anything is known', () => {
    const { draftId, dossierId, startedAt, startedBy } = ready;
    const draft = emptyDraft({ draftId, dossierId, startedAt, startedBy });
    expect(stageOf({ draft, procedure: undefined })).toEqual({ stage: 'idle' });
  });

  it('shows procedure, papers that were handed over, and what they cost', () => {
    const stage = stageOf();
    if (stage.stage !== 'intake') throw new Error('an intake goes on');
    expect(stage.procedureName).toBe(procedure.name);
    expect(stage.receivedPapers).toHaveLength(ready.components.filter(({ isReceived }) => isReceived).length);
    expect(stage.paperCount).toBe(procedure.components.length);
    expect(stage.fees?.totalVnd).toBe(stage.fees?.lines.reduce((sum, { amountVnd }) => sum + amountVnd, 0));
  });

  it('[CZ3] keeps most of a number that was read from a card off the screen, and shows a typed one whole', () => {
    const numberOf = (draft: IntakeDraft) =>
      personOf(draft)?.fields.find(({ field }) => field === 'personalIdNumber')?.text;
    const personalIdNumber = '008185012345';
    expect(numberOf(withApplicant({ personalIdNumber, dataSource: 'idCardQr' }))).toBe('••••••••2345');
    expect(numberOf(withApplicant({ personalIdNumber, dataSource: 'typed' }))).toBe(personalIdNumber);
  });

  it('[CZ5] asks anew for whatever is corrected, also in what is not shown whole', () => {
    const before = personOf(withApplicant({ personalIdNumber: '008185012345', dataSource: 'idCardQr' }));
    const again = personOf(withApplicant({ personalIdNumber: '008185012345', dataSource: 'idCardQr' }));
    const other = personOf(withApplicant({ personalIdNumber: '008185112345', dataSource: 'idCardQr' }));
    expect(again?.askId).toBe(before?.askId);
    expect(other?.fields).toEqual(before?.fields);
    expect(other?.askId).not.toBe(before?.askId);
  });

  it('shows an organisation by name, tax code and address', () => {
    const draft = withApplicant({ kind: 'organisation', organisationName: 'Công ty Mẫu', taxCode: '0100233488' });
    expect(personOf(draft)?.fields.map(({ field }) => field)).toEqual(['organisationName', 'taxCode', 'address']);
  });

  it('[CZ3] shows after acceptance the code and nothing of the person', () => {
    const dossier = sampleDossier();
    const stage = acceptedOf();
    expect(stage.dossierCode).toBe(dossier.dossierCode);
    expect(stage.qrText.endsWith(dossier.dossierCode)).toBe(true);
    const { applicant } = dossier;
    if (applicant.kind !== 'citizen') throw new Error('the sample is of a citizen');
    const shown = JSON.stringify(stage);
    for (const text of [applicant.fullName, applicant.personalIdNumber, applicant.address]) {
      expect(shown).not.toContain(text);
    }
  });

  it('[CZ2] [CZ6] offers a transfer of what is owed, under the code of the dossier', () => {
    const feeTotalVnd = 8_000;
    const { transfer, dossierCode } = acceptedOf({ feeTotalVnd }, { paymentMeans: 'bankTransfer' });
    expect(transfer).toMatchObject({ bankName: 'Agribank', accountNumber: '1234567890123', amountVnd: feeTotalVnd });
    expect(valueOf(parseVietQr(transfer?.qrText ?? ''))).toMatchObject({
      beneficiary: { bankBin: '970405', accountNumber: '1234567890123', kind: 'account' },
      amountVnd: feeTotalVnd,
      purpose: toTransferPurpose(dossierCode),
    });
  });

  it('[CZ6] offers none when nothing is owed, when it is paid in cash, or without an account in force', () => {
    expect(acceptedOf({ feeTotalVnd: 0 }, { paymentMeans: 'bankTransfer' }).transfer).toBeNull();
    expect(acceptedOf({ feeTotalVnd: 8_000 }, { paymentMeans: 'cash' }).transfer).toBeNull();
    const without = stageOf({
      office: { office, beneficiaryAccounts: [{ ...account, effectiveFrom: date('2099-01-01') }] },
      accepted: { ...sampleDossier(), feeTotalVnd: 8_000 },
      draft: { ...ready, paymentMeans: 'later' },
    });
    expect(without).toMatchObject({ stage: 'accepted', transfer: null });
    // Before acceptance there is no code that a payment could be found by.
    expect(JSON.stringify(stageOf())).not.toContain('A000000727');
  });
});
