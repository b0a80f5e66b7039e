import { useEffect, useEffectEvent } from 'react';
import { useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import { useCodeDesk } from '#renderer/context/code-desk.tsx';
import type { IdCard } from '#shared/domain/id-card.ts';
import type { IntakeStore } from './store.ts';
import { takeCard } from './take-card.ts';

/** Hears the cards that are read, with a reader or by the camera. */
export function useReadCards(store: IntakeStore): void {
  const desk = useCodeDesk();
  const workflows = useWorkflows();
  const session = useSession();
  const take = useEffectEvent((card: IdCard, isFromElsewhere: boolean) => {
    takeCard(store, card, { isFromElsewhere, startDraft: () => workflows.startDraft(session) });
  });
  useEffect(() => {
    // What is handed over at once was read before this screen was there.
    let isFromElsewhere = true;
    const stop = desk.takeCards((card) => {
      take(card, isFromElsewhere);
    });
    isFromElsewhere = false;
    return stop;
  }, [desk]);
}
