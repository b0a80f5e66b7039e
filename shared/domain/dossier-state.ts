import { DOSSIER_STATE_CODES, type DossierState } from './dossier.ts';

/** Why a dossier may go from one state to another. */
export type TransitionReason =
  | 'acceptedAtIntake'
  | 'refusedAtIntake'
  | 'supplementAsked'
  | 'supplementReceived'
  | 'paymentAsked'
  | 'paymentReceived'
  | 'handedOver'
  | 'refusedOnAppraisal'
  | 'withdrawnByApplicant'
  | 'discontinued'
  | 'decided'
  | 'handedToApplicant';

export interface DossierTransition {
  readonly to: DossierState;
  readonly reason: TransitionReason;
  /** Instrument and article that provide for the step; NĐ 61/2018/NĐ-CP is now read as NĐ 118/2025/NĐ-CP. */
  readonly legalBasis: string;
}

const accepted = (reason: TransitionReason): DossierTransition => ({
  to: 'accepted',
  reason,
  legalBasis: 'NĐ 118/2025/NĐ-CP Đ17',
});
const refusedAtIntake: DossierTransition = {
  to: 'refused',
  reason: 'refusedAtIntake',
  legalBasis: 'NĐ 61/2018/NĐ-CP Đ17; TT 03/2025/TT-VPCP Mẫu 03',
};
const refusedOnAppraisal: DossierTransition = {
  to: 'refused',
  reason: 'refusedOnAppraisal',
  legalBasis: 'NĐ 61/2018/NĐ-CP Đ19.8',
};
const supplementAsked: DossierTransition = {
  to: 'supplementRequested',
  reason: 'supplementAsked',
  legalBasis: 'NĐ 61/2018/NĐ-CP Đ17, Đ19.4; TT 03/2025/TT-VPCP Mẫu 02',
};
const paymentAsked: DossierTransition = {
  to: 'paymentRequested',
  reason: 'paymentAsked',
  legalBasis: 'NĐ 118/2025/NĐ-CP Đ24',
};
const processing = (reason: TransitionReason): DossierTransition => ({
  to: 'processing',
  reason,
  legalBasis: 'NĐ 118/2025/NĐ-CP Đ18, Đ19',
});
const withdrawn: DossierTransition = {
  to: 'withdrawn',
  reason: 'withdrawnByApplicant',
  legalBasis: 'NĐ 118/2025/NĐ-CP Đ21',
};
const discontinued: DossierTransition = {
  to: 'discontinued',
  reason: 'discontinued',
  legalBasis: 'NĐ 118/2025/NĐ-CP Đ21; TT 03/2025/TT-VPCP Đ7, Mẫu 05',
};
const resolved = (reason: TransitionReason): DossierTransition => ({
  to: 'resolved',
  reason,
  legalBasis: 'NĐ 118/2025/NĐ-CP Đ19',
});
const returned: DossierTransition = {
  to: 'returned',
  reason: 'handedToApplicant',
  legalBasis: 'NĐ 118/2025/NĐ-CP Đ22',
};

/**
 * Every step that a dossier may take. A state without steps is final. Immediate results (NĐ 61/2018/NĐ-CP Đ17.4) go
 * from `accepted` straight to `resolved`. A payment may be asked for before acceptance, during handling and at return.
 */
export const DOSSIER_TRANSITIONS: Readonly<Record<DossierState, readonly DossierTransition[]>> = {
  registered: [accepted('acceptedAtIntake'), refusedAtIntake, supplementAsked, paymentAsked, withdrawn],
  accepted: [
    processing('handedOver'),
    supplementAsked,
    paymentAsked,
    refusedOnAppraisal,
    withdrawn,
    discontinued,
    resolved('decided'),
  ],
  processing: [supplementAsked, paymentAsked, refusedOnAppraisal, withdrawn, discontinued, resolved('decided')],
  supplementRequested: [
    accepted('supplementReceived'),
    processing('supplementReceived'),
    refusedAtIntake,
    withdrawn,
    discontinued,
  ],
  paymentRequested: [
    accepted('paymentReceived'),
    processing('paymentReceived'),
    resolved('paymentReceived'),
    withdrawn,
    discontinued,
  ],
  resolved: [paymentAsked, returned],
  returned: [],
  refused: [],
  withdrawn: [],
  discontinued: [],
};

/** The step from one state to another, `undefined` when there is none. */
export function findTransition(from: DossierState, to: DossierState): DossierTransition | undefined {
  return DOSSIER_TRANSITIONS[from].find((transition) => transition.to === to);
}

export function canTransition(from: DossierState, to: DossierState): boolean {
  return findTransition(from, to) !== undefined;
}

/** The code 1–10 that the national portal knows the state by (TrangThaiHoSo). */
export function nationalStateCode(state: DossierState): number {
  return DOSSIER_STATE_CODES[state];
}

/** The state behind a national code 1–10, `undefined` for any other number. */
export function findStateByNationalCode(code: number): DossierState | undefined {
  const entries = Object.entries(DOSSIER_STATE_CODES) as [DossierState, number][];
  return entries.find(([, known]) => known === code)?.[0];
}

/** Nothing more happens to the dossier. */
export function isFinal(state: DossierState): boolean {
  return DOSSIER_TRANSITIONS[state].length === 0;
}
