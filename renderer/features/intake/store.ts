import { createStore, useStore, type StoreApi } from 'zustand';
import type { KnownPapers } from '#renderer/workflows/find-papers.ts';
import type { CitizenAnswer } from '#shared/domain/citizen-screen/citizen-message.ts';
import type { RatingState } from '#shared/domain/citizen-screen/citizen-view.ts';
import type { Dossier, FeeQuantity } from '#shared/domain/dossier.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { DraftApplicant, DraftComponent, IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import type { IssuedDocumentId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { NO_PAGE_WORK, pageActions, type PageActions, type PageState } from './pages/page-actions.ts';

/** How the draft stands in the store of the machine. */
export type DraftSaving =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'saved'; readonly at: Instant }
  | { readonly kind: 'failed'; readonly code: string };

export interface AcceptedView {
  readonly dossier: Dossier;
  readonly issuedDocumentId: IssuedDocumentId;
  /** `null`: nothing was taken. */
  readonly payment: FeePayment | null;
}

export interface IntakeState extends PageState {
  readonly draft: IntakeDraft;
  readonly saving: DraftSaving;
  /** Problems are shown beside their fields once the officer has tried to accept. */
  readonly showsProblems: boolean;
  readonly isAccepting: boolean;
  readonly accepted: AcceptedView | null;
  readonly failure: { readonly code: string; readonly details?: Readonly<Record<string, unknown>> } | null;
  /** The component that takes dropped and pasted files. */
  readonly targetRequirementId: string | null;
  readonly isAttaching: boolean;
  /** Papers of the applicant that were digitised before; `null` while there is no whole number to look for. */
  readonly knownPapers: KnownPapers | null;
  /** Cards read for this draft so far. */
  readonly cardsRead: number;
  /** One was read while the draft was being accepted, which then failed. */
  readonly hasMissedCard: boolean;
  /** What the citizen has said, on the screen of their own, of the applicant's data. */
  readonly citizenAnswer: Extract<CitizenAnswer, { readonly kind: 'confirms' }> | null;
  readonly rating: RatingState;
}

export interface IntakeActions extends PageActions {
  readonly edit: (change: Partial<IntakeDraft>) => void;
  readonly editApplicant: (change: Partial<DraftApplicant>) => void;
  readonly editComponent: (requirementId: string, change: Partial<DraftComponent>) => void;
  readonly removeFile: (requirementId: string, hash: string) => void;
  readonly pickProcedure: (procedure: Procedure | null, components: readonly DraftComponent[]) => void;
  readonly editFeeQuantity: (feeRateId: string, quantity: FeeQuantity) => void;
  readonly editFeeExemption: (feeRateId: string, exemptionId: string | null) => void;
  readonly open: (draft: IntakeDraft, saving: DraftSaving) => void;
  readonly set: (change: Partial<Omit<IntakeState, 'draft'>>) => void;
}

export type IntakeStore = StoreApi<IntakeState & IntakeActions>;

/** A live selection of the store. */
export function useIntakeStore<Selected>(
  store: IntakeStore,
  select: (state: IntakeState & IntakeActions) => Selected,
): Selected {
  return useStore(store, select);
}

type Set = (change: Partial<IntakeState>) => void;
type Get = () => IntakeState;

/** One store per intake screen: the half-typed form. It is kept by the `saveDraft` workflow, never by the browser. */
export function createIntakeStore(first: IntakeDraft): IntakeStore {
  return createStore<IntakeState & IntakeActions>((set, get) => {
    const edit = (change: Partial<IntakeDraft>): void => {
      // Whoever goes on typing sees what is owed now.
      const draft = { ...get().draft, quotedFeeVnd: null, ...change };
      set({ draft, saving: { kind: 'unsaved' }, failure: null });
    };
    return {
      ...freshState(first, { kind: 'untouched' }),
      edit,
      editApplicant: (change) => {
        edit({ applicant: { ...get().draft.applicant, ...change } });
      },
      ...componentActions(edit, set, get),
      ...pageActions(edit, set, get),
      ...feeActions(edit, get),
      open: (draft, saving) => {
        set(freshState(draft, saving));
      },
      set,
    };
  });
}

type Edit = IntakeActions['edit'];

function componentActions(
  edit: Edit,
  set: Set,
  get: Get,
): Pick<IntakeActions, 'editComponent' | 'removeFile' | 'pickProcedure'> {
  const editOne = (requirementId: string, change: (component: DraftComponent) => DraftComponent): void => {
    const { components } = get().draft;
    edit({ components: components.map((entry) => (entry.requirementId === requirementId ? change(entry) : entry)) });
  };
  return {
    editComponent: (requirementId, change) => {
      editOne(requirementId, (component) => ({ ...component, ...change }));
    },
    removeFile: (requirementId, hash) => {
      editOne(requirementId, (component) => ({
        ...component,
        files: component.files.filter((file) => file.hash !== hash),
      }));
    },
    pickProcedure: (procedure, components) => {
      edit({
        procedureCode: procedure?.procedureCode ?? null,
        procedureVersion: procedure?.procedureVersion ?? null,
        components: [...components],
        feeQuantities: {},
        feeExemptions: {},
        feeExemptionEvidence: {},
      });
      set({ ...NO_PAGE_WORK, targetRequirementId: components[0]?.requirementId ?? null });
    },
  };
}

function feeActions(edit: Edit, get: Get): Pick<IntakeActions, 'editFeeQuantity' | 'editFeeExemption'> {
  return {
    editFeeQuantity: (feeRateId, quantity) => {
      edit({ feeQuantities: { ...get().draft.feeQuantities, [feeRateId]: quantity } });
    },
    editFeeExemption: (feeRateId, exemptionId) => {
      const { [feeRateId]: _, ...others } = get().draft.feeExemptions;
      edit({ feeExemptions: exemptionId === null ? others : { ...others, [feeRateId]: exemptionId } });
    },
  };
}

function freshState(draft: IntakeDraft, saving: DraftSaving): IntakeState {
  return {
    draft,
    saving,
    showsProblems: false,
    isAccepting: false,
    accepted: null,
    failure: null,
    targetRequirementId: draft.components[0]?.requirementId ?? null,
    isAttaching: false,
    knownPapers: null,
    ...NO_PAGE_WORK,
    cardsRead: 0,
    hasMissedCard: false,
    citizenAnswer: null,
    rating: 'asked',
  };
}
