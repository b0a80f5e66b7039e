import { useState } from 'react';
import { useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { Printer } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import type { ShiftId } from '#shared/kernel/ids.ts';
import { FailureNotice } from './failure-notice.tsx';
import { useAction } from './use-action.ts';

/** The shift on paper; before its closing an interim report. */
export function PrintReport({ shiftId }: { readonly shiftId: ShiftId }) {
  const { t } = useTranslation('fees');
  const workflows = useWorkflows();
  const session = useSession();
  const action = useAction();
  const [printer, setPrinter] = useState<string | null>(null);
  const print = async (): Promise<void> => {
    const printed = await action.run(() => workflows.printShiftReport(session, shiftId));
    setPrinter(printed?.printerName ?? null);
  };
  useHotkeys({ 'Alt+B': () => void print() });
  return (
    <>
      <Button icon={Printer} shortcut="Alt+B" isDisabled={action.isBusy} onClick={() => void print()}>
        {t('printReport')}
      </Button>
      {printer !== null && <Notice tone="success" title={t('reportPrinted', { printer })} isAnnounced />}
      <FailureNotice failure={action.failure} />
    </>
  );
}
