import { useWorkflows } from '#renderer/context/app-context.tsx';
import { useIntake } from '#renderer/features/intake/use-intake.ts';

/** Divides the pages of a component by the separator sheets among them. One stack at a time. */
export function useSplitStack(): (requirementId: string) => Promise<void> {
  const { store } = useIntake();
  const workflows = useWorkflows();
  return async (requirementId) => {
    const { draft, lookingForSheets, set } = store.getState();
    const pages = draft.components.find((component) => component.requirementId === requirementId)?.pages ?? [];
    if (lookingForSheets !== null || pages.length === 0) return;
    const look = (done: number): void => {
      set({ lookingForSheets: { requirementId, done, count: pages.length } });
    };
    set({ stackReport: null });
    look(0);
    const found = await workflows.findSeparatorSheets(pages, look);
    set({ lookingForSheets: null });
    // Another draft may have been opened in the meantime.
    if (store.getState().draft.draftId === draft.draftId) store.getState().splitStack(requirementId, found);
  };
}
