import { useEffect, useEffectEvent, useMemo } from 'react';
import { useCitizenDesk, useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import type { OfficeData } from '#renderer/data/queries/queries.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import type { CitizenAnswer } from '#shared/domain/citizen-screen/citizen-message.ts';
import { toCitizenStage } from '#shared/domain/citizen-screen/to-citizen-view.ts';
import type { CitizenStage, RatingState } from '#shared/domain/citizen-screen/citizen-view.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { useIntakeStore, type IntakeStore } from './store.ts';

/** Puts on the citizen's screen what this intake stands at, takes it off when the officer leaves, and hears the citizen. */
export function useCitizenView(
  store: IntakeStore,
  desk: { readonly office: OfficeData; readonly procedure: Procedure | undefined; readonly today: LocalDate },
): void {
  const { i18n } = useTranslation();
  const citizenDesk = useCitizenDesk();
  const { office, procedure, today } = desk;
  const draft = useIntakeStore(store, (state) => state.draft);
  const accepted = useIntakeStore(store, (state) => state.accepted);
  const rating = useIntakeStore(store, (state) => state.rating);
  const content = useMemo(
    () => toCitizenStage({ office, draft, procedure, today, accepted: accepted?.dossier ?? null, rating }),
    [office, draft, procedure, today, accepted, rating],
  );
  const { name: officeName, isSample } = office.office;
  const language = i18n.language === 'en' ? 'en' : 'vi';
  useEffect(() => {
    citizenDesk.present({ officeName, isSample, language, content });
  }, [citizenDesk, officeName, isSample, language, content]);
  useEffect(
    () => () => {
      citizenDesk.clear();
    },
    [citizenDesk],
  );
  useAnswers(store, content);
}

function useAnswers(store: IntakeStore, content: CitizenStage): void {
  const citizenDesk = useCitizenDesk();
  const workflows = useWorkflows();
  const session = useSession();
  const take = useEffectEvent((answer: CitizenAnswer) => {
    if (answer.kind === 'confirms') {
      // An answer counts only for exactly what stands on the screen now.
      if (content.stage !== 'intake' || content.person?.askId !== answer.askId) return;
      store.getState().set({ citizenAnswer: answer });
      return;
    }
    if (content.stage !== 'accepted' || content.dossierCode !== answer.dossierCode) return;
    void workflows.rateDossier(session, answer).then((rated) => {
      const { accepted, rating, set } = store.getState();
      // Sent twice: the first one has been recorded, and that is what the citizen is told.
      if (accepted?.dossier.dossierCode !== answer.dossierCode || rating === 'recorded') return;
      set({ rating: toRatingState(rated.ok ? undefined : rated.error.code) });
    });
  });
  useEffect(() => citizenDesk.hear(take), [citizenDesk]);
}

function toRatingState(failure: string | undefined): RatingState {
  if (failure === undefined) return 'recorded';
  return failure === 'alreadyRated' ? 'alreadyRated' : 'failed';
}
