import { useEffect, useEffectEvent } from 'react';
import { useWorkflows } from '#renderer/context/app-context.tsx';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { IntakeStore } from './store.ts';

/**
 * Keeps the draft while it is typed: every change is written, one save at a time, always the newest content. Nothing
 * waits for a pause in typing, so a crash loses at most the keys of the last few milliseconds.
 * @param quoteFee what the form shows as owed: a draft that is opened again is compared with it
 */
export function useDraftSaver(store: IntakeStore, quoteFee: (draft: IntakeDraft) => number | null): void {
  const workflows = useWorkflows();
  const quote = useEffectEvent(quoteFee);
  useEffect(() => {
    let isSaving = false;
    const save = async (): Promise<void> => {
      isSaving = true;
      for (;;) {
        const { draft, saving, isAccepting, accepted } = store.getState();
        if (saving.kind !== 'unsaved' || isAccepting || accepted !== null) break;
        const saved = await workflows.saveDraft({ ...draft, quotedFeeVnd: draft.quotedFeeVnd ?? quote(draft) });
        const isStillCurrent = store.getState().draft === draft;
        if (!saved.ok) {
          if (isStillCurrent) store.getState().set({ saving: { kind: 'failed', code: saved.error.code } });
          break;
        }
        if (isStillCurrent) store.getState().set({ saving: { kind: 'saved', at: workflows.now() } });
      }
      isSaving = false;
    };
    return store.subscribe(({ saving }) => {
      if (saving.kind === 'unsaved' && !isSaving) void save();
    });
  }, [store, workflows]);
}
