import type { IdCard } from '#shared/domain/id-card.ts';
import type { DraftApplicant, IntakeDraft } from '#shared/domain/intake-draft.ts';
import { draftApplicantFromIdCard } from '#shared/domain/new-intake-draft.ts';
import type { IntakeStore } from './store.ts';

/**
 * A card fills the applicant of the form on the screen. After an acceptance, or when it was read on another screen and
 * the draft that was left is somebody else's, it begins an intake of its own; the other draft stays in the list.
 */
export function takeCard(
  store: IntakeStore,
  card: IdCard,
  given: { readonly isFromElsewhere: boolean; readonly startDraft: () => IntakeDraft },
): void {
  const { draft, accepted, isAccepting, open } = store.getState();
  if (isAccepting) {
    afterAcceptance(store, (isAccepted) => {
      if (isAccepted) takeCard(store, card, given);
      else store.getState().set({ hasMissedCard: true });
    });
    return;
  }
  const isOther = given.isFromElsewhere && isOfSomebodyElse(draft.applicant, card);
  if (accepted !== null || isOther) open(given.startDraft(), { kind: 'untouched' });
  const { draft: current, edit, set, cardsRead } = store.getState();
  edit({ applicant: draftApplicantFromIdCard(card, current.applicant) });
  set({ cardsRead: cardsRead + 1, hasMissedCard: false, declined: null });
}

/** A card of the next person must not come into the dossier that is being accepted. */
function afterAcceptance(store: IntakeStore, then: (isAccepted: boolean) => void): void {
  const stop = store.subscribe(({ isAccepting, accepted }) => {
    if (isAccepting) return;
    stop();
    then(accepted !== null);
  });
}

function isOfSomebodyElse(applicant: DraftApplicant, card: IdCard): boolean {
  const { fullName, personalIdNumber, organisationName, taxCode } = applicant;
  const isEmpty = [fullName, personalIdNumber, organisationName, taxCode].every((text) => text === '');
  return !isEmpty && personalIdNumber !== card.personalIdNumber;
}
