import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Printer } from '#renderer/ui/icons.ts';
import { InSight } from '#renderer/ui/in-sight.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import type { Printing } from './use-print-separators.ts';

export function SeparatorsButton({ printing, onPrint }: { readonly printing: Printing; readonly onPrint: () => void }) {
  const { t } = useTranslation('pages');
  return (
    <Button
      size="small"
      variant="ghost"
      icon={Printer}
      shortcut="Alt+I"
      isDisabled={printing.kind === 'printing'}
      onClick={onPrint}
    >
      {t('separators.print')}
    </Button>
  );
}

/** Whether the sheets are on their way to the printer. */
export function SeparatorsNotice({
  printing,
  onDismiss,
}: {
  readonly printing: Printing;
  readonly onDismiss: () => void;
}) {
  const { t } = useTranslation(['pages', 'common']);
  const errorText = useErrorText();
  if (printing.kind === 'none' || printing.kind === 'printing') return null;
  const isPrinted = printing.kind === 'printed';
  return (
    <InSight>
      <Notice
        tone={isPrinted ? 'success' : 'danger'}
        title={isPrinted ? t('separators.printed', { count: printing.count }) : t('separators.notPrinted')}
        isAnnounced
        onDismiss={onDismiss}
        dismissLabel={t('common:close')}
      >
        {isPrinted ? t('separators.printedText') : errorText(printing)}
      </Notice>
    </InSight>
  );
}
