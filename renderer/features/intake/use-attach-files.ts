import { useState } from 'react';
import { useWorkflows } from '#renderer/context/app-context.tsx';
import { formatBytes } from '#renderer/i18n/formats.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import type { ImportFailure } from '#renderer/workflows/import-file.ts';
import type { CapturedBy } from '#shared/domain/scanned-page.ts';
import { useSplitStack } from './pages/use-split-stack.ts';
import { useIntake, useIntakeState } from './use-intake.ts';

export interface AttachProblem {
  readonly key: string;
  readonly fileName: string;
  readonly text: string;
}

export interface AttachFiles {
  readonly attach: (files: readonly File[], capturedBy: CapturedBy) => Promise<void>;
  readonly problems: readonly AttachProblem[];
  readonly dismiss: (key: string) => void;
  readonly isAttaching: boolean;
}

/** Checks and stores files one after another for one component; a bad file is named with its reason, the others go on. */
export function useAttachFiles(requirementId: string): AttachFiles {
  const attachErrorText = useAttachErrorText();
  const workflows = useWorkflows();
  const { store } = useIntake();
  const splitStack = useSplitStack();
  const addCaptured = useIntakeState((state) => state.addCaptured);
  const [problems, setProblems] = useState<readonly AttachProblem[]>([]);
  const [pending, setPending] = useState(0);

  const attachOne = async (file: File, index: number, capturedBy: CapturedBy): Promise<void> => {
    const imported = await workflows.importFile(file, capturedBy, (captured) => {
      addCaptured(requirementId, captured);
    });
    if (imported.ok) return;
    const text = attachErrorText(imported.error);
    setProblems((known) => [
      ...known,
      { key: `${file.name}-${String(known.length)}-${String(index)}`, fileName: file.name, text },
    ]);
  };
  return {
    async attach(files, capturedBy) {
      setPending((count) => count + 1);
      setProblems([]);
      for (const [index, file] of files.entries()) await attachOne(file, index, capturedBy);
      setPending((count) => count - 1);
      if (files.length > 1 && store.getState().isStack) await splitStack(requirementId);
    },
    problems,
    dismiss(key) {
      setProblems((known) => known.filter((problem) => problem.key !== key));
    },
    isAttaching: pending > 0,
  };
}

/** Why a file was not attached, with its sizes in words. */
export function useAttachErrorText(): (error: ImportFailure) => string {
  const errorText = useErrorText();
  return (error) => {
    const details: Readonly<Record<string, unknown>> = error.details ?? {};
    return errorText(error, {
      size: bytesText(details['sizeBytes']),
      max: bytesText(details['maxBytes']),
      free: bytesText(details['freeBytes']),
      megapixels: megapixelsText(details['pixels']),
      maxMegapixels: megapixelsText(details['maxPixels']),
      page: typeof details['pageNumber'] === 'number' ? String(details['pageNumber']) : '',
    });
  };
}

function megapixelsText(pixels: unknown): string {
  return typeof pixels === 'number' ? String(Math.ceil(pixels / 1_000_000)) : '';
}

function bytesText(bytes: unknown): string {
  return typeof bytes === 'number' ? formatBytes(bytes) : '';
}
