import { useState } from 'react';
import { useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { DateField } from '#renderer/ui/date-field.tsx';
import { dateToText } from '#renderer/ui/date-text.ts';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { Printer, ReceiptText } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { toLocalDate, type LocalDate } from '#shared/kernel/instant.ts';
import { FailureNotice } from './failure-notice.tsx';
import styles from './fees.module.css';
import { useAction } from './use-action.ts';

/** Prints the daily table of official fee receipts (01/TH-BLĐT) that goes to the tax office. */
export function DailySummary() {
  const { t } = useTranslation('fees');
  const workflows = useWorkflows();
  const session = useSession();
  const action = useAction();
  const [on, setOn] = useState<LocalDate | undefined>(() => toLocalDate(workflows.now()));
  const [printed, setPrinted] = useState<{ readonly date: string; readonly printer: string } | null>(null);
  const change = (date: LocalDate | undefined): void => {
    setOn(date);
    setPrinted(null);
    action.clear();
  };
  const print = async (): Promise<void> => {
    if (on === undefined) return;
    setPrinted(null);
    const done = await action.run(() => workflows.printDailySummary(session, on));
    if (done !== undefined) setPrinted({ date: dateToText(on), printer: done.printerName });
  };
  useHotkeys({ 'Alt+T': () => void print() });
  return (
    <Panel title={t('dailyTitle')} icon={ReceiptText}>
      <div className={styles.stack}>
        <DateField
          label={t('dailyOn')}
          hint={t('dailyNote')}
          invalidText={t('dateWrong')}
          value={on}
          onChange={change}
        />
        <div className={styles.buttons}>
          <Button
            icon={Printer}
            shortcut="Alt+T"
            isDisabled={action.isBusy || on === undefined}
            onClick={() => void print()}
          >
            {t('printDaily')}
          </Button>
        </div>
        {printed !== null && <Notice tone="success" title={t('dailyPrinted', printed)} isAnnounced />}
        <FailureNotice failure={action.failure} />
      </div>
    </Panel>
  );
}
