import { useEffect, useRef, useState } from 'react';
import { useWorkflows } from '#renderer/context/app-context.tsx';
import type { OfferedFile, TakeProblem } from '#renderer/workflows/take-folder-files.ts';
import { useSplitStack } from './pages/use-split-stack.ts';
import { useIntake, useIntakeState } from './use-intake.ts';

export interface TakingFolderFiles {
  readonly take: (files: readonly OfferedFile[]) => Promise<void>;
  readonly isTaking: boolean;
  readonly problems: readonly TakeProblem[];
  readonly dismiss: () => void;
}

/** Takes files of the scanner folder into one component. Leaving it stops before the next file. */
export function useTakeFolderFiles(requirementId: string): TakingFolderFiles {
  const workflows = useWorkflows();
  const { store } = useIntake();
  const splitStack = useSplitStack();
  const addCaptured = useIntakeState((state) => state.addCaptured);
  const [isTaking, setTaking] = useState(false);
  const [problems, setProblems] = useState<readonly TakeProblem[]>([]);
  const running = useRef<AbortController>(null);
  useEffect(
    () => () => {
      running.current?.abort();
    },
    [],
  );
  return {
    async take(files) {
      if (running.current !== null) return;
      const controller = new AbortController();
      running.current = controller;
      setTaking(true);
      setProblems([]);
      const found = await workflows.takeFolderFiles(files, {
        signal: controller.signal,
        onFile: (captured) => {
          addCaptured(requirementId, captured);
        },
      });
      running.current = null;
      setProblems(found);
      setTaking(false);
      if (files.length > 1 && store.getState().isStack) await splitStack(requirementId);
    },
    isTaking,
    problems,
    dismiss() {
      setProblems([]);
    },
  };
}
