import { useState } from 'react';
import { useWorkflows } from '#renderer/context/app-context.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import type { Procedure } from '#shared/domain/procedure.ts';

export type Printing =
  | { readonly kind: 'none' }
  | { readonly kind: 'printing' }
  | { readonly kind: 'printed'; readonly count: number }
  | { readonly kind: 'failed'; readonly code: string };

/** Prints a separator sheet for each paper of the procedure, by button or by key. */
export function usePrintSeparators(procedure: Procedure | undefined): {
  readonly printing: Printing;
  readonly print: () => void;
  readonly dismiss: () => void;
} {
  const workflows = useWorkflows();
  const [printing, setPrinting] = useState<Printing>({ kind: 'none' });
  const run = async (): Promise<void> => {
    if (procedure === undefined || printing.kind === 'printing') return;
    setPrinting({ kind: 'printing' });
    const printed = await workflows.printSeparatorSheets(procedure);
    setPrinting(printed.ok ? { kind: 'printed', count: printed.value } : { kind: 'failed', code: printed.error.code });
  };
  const print = (): void => void run();
  useHotkeys({ 'Alt+I': print }, { isEnabled: procedure !== undefined });
  return {
    printing,
    print,
    dismiss: () => {
      setPrinting({ kind: 'none' });
    },
  };
}
