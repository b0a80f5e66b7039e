import { useState } from 'react';
import { useWorkflows } from '#renderer/context/app-context.tsx';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { Printer } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import type { Procedure } from '#shared/domain/procedure.ts';

type Printing =
  | { readonly kind: 'none' }
  | { readonly kind: 'printing' }
  | { readonly kind: 'printed'; readonly count: number }
  | { readonly kind: 'failed'; readonly code: string };

/** Prints a separator sheet for each paper of the procedure. */
export function SeparatorsButton({ procedure }: { readonly procedure: Procedure }) {
  const { t } = useTranslation(['pages', 'common']);
  const workflows = useWorkflows();
  const [printing, setPrinting] = useState<Printing>({ kind: 'none' });
  const print = async (): Promise<void> => {
    if (printing.kind === 'printing') return;
    setPrinting({ kind: 'printing' });
    const printed = await workflows.printSeparatorSheets(procedure);
    setPrinting(printed.ok ? { kind: 'printed', count: printed.value } : { kind: 'failed', code: printed.error.code });
  };
  useHotkeys({ 'Alt+I': () => void print() });
  return (
    <>
      <Button icon={Printer} shortcut="Alt+I" isDisabled={printing.kind === 'printing'} onClick={() => void print()}>
        {t('separators.print')}
      </Button>
      <PrintNotice
        printing={printing}
        onDismiss={() => {
          setPrinting({ kind: 'none' });
        }}
      />
    </>
  );
}

function PrintNotice({ printing, onDismiss }: { readonly printing: Printing; readonly onDismiss: () => void }) {
  const { t } = useTranslation(['pages', 'common']);
  const errorText = useErrorText();
  if (printing.kind === 'none' || printing.kind === 'printing') return null;
  const isPrinted = printing.kind === 'printed';
  return (
    <Notice
      tone={isPrinted ? 'success' : 'danger'}
      title={isPrinted ? t('separators.printed', { count: printing.count }) : t('separators.notPrinted')}
      isAnnounced
      onDismiss={onDismiss}
      dismissLabel={t('common:close')}
    >
      {isPrinted ? t('separators.printedText') : errorText(printing)}
    </Notice>
  );
}
