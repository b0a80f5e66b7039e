import { useState } from 'react';
import { useQueries, useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import type { ClaimedTransfer } from '#renderer/data/queries/money-queries.ts';
import { formatNumber } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { FileDrop } from '#renderer/ui/file-drop.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { BadgeCheck } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Column, ColumnLayout } from '#renderer/ui/screen.tsx';
import type { ReadBankFile } from '#renderer/workflows/money/confirm-transfer.ts';
import { err } from '#shared/kernel/result.ts';
import { ClaimedList } from './claimed-list.tsx';
import { ConfirmTransferDialog } from './confirm-transfer-dialog.tsx';
import { DailySummary } from './daily-summary.tsx';
import { FailureNotice } from './failure-notice.tsx';
import styles from './fees.module.css';
import { OnlineList } from './online-list.tsx';
import { proposalsOf } from './transfer-proposals.ts';
import { useAction } from './use-action.ts';

/** Daily reconciliation (FE-11): what is claimed beside what the bank and the province have. */
export function TransfersTab() {
  const { t } = useTranslation('fees');
  const workflows = useWorkflows();
  const session = useSession();
  const action = useAction();
  const claimed = useQueries().useClaimedTransfers();
  const [read, setRead] = useState<ReadBankFile | null>(null);
  const [confirming, setConfirming] = useState<ClaimedTransfer | null>(null);
  const [confirmedCount, setConfirmedCount] = useState(0);
  const proposals = proposalsOf(claimed ?? [], read);
  const plain = [...proposals].flatMap(([feePaymentId, { found }]) =>
    found === null ? [] : [{ feePaymentId, found }],
  );
  const take = async (file: File): Promise<void> => {
    const done = await action.run(async () => {
      const bytes = await file.arrayBuffer().catch(() => undefined);
      return bytes === undefined ? err({ code: 'fileUnreadable' }) : workflows.readBankFile(bytes);
    });
    if (done !== undefined) setRead(done);
  };
  const confirmAll = async (): Promise<void> => {
    for (const { feePaymentId, found } of plain) {
      const done = await action.run(() => workflows.confirmTransfer(session, feePaymentId, found));
      if (done === undefined) return;
      setConfirmedCount((count) => count + 1);
    }
  };
  useHotkeys({ 'Alt+X': () => void confirmAll() });
  return (
    <ColumnLayout>
      <Column>
        <Panel title={t('claimedTitle')} icon={BadgeCheck}>
          <div className={styles.stack}>
            {plain.length > 0 && (
              <Button variant="primary" shortcut="Alt+X" isDisabled={action.isBusy} onClick={() => void confirmAll()}>
                {t('confirmMatches', { count: plain.length })}
              </Button>
            )}
            {confirmedCount > 0 && (
              <Notice tone="success" title={t('confirmedCount', { count: confirmedCount })} isAnnounced />
            )}
            <FailureNotice failure={action.failure} />
            <ClaimedList claimed={claimed} proposals={proposals} onConfirm={setConfirming} />
          </div>
        </Panel>
      </Column>
      <Column>
        <FileDrop
          title={t('importFile')}
          buttonLabel={t('importButton')}
          accept=".csv,.txt,text/csv"
          isMultiple={false}
          isCompact
          onFiles={(files) => {
            const [file] = files;
            if (file !== undefined) void take(file);
          }}
        />
        {read !== null && <ImportNotice read={read} />}
        <DailySummary />
        <OnlineList />
      </Column>
      {confirming !== null && (
        <ConfirmTransferDialog
          transfer={confirming}
          found={proposals.get(confirming.payment.feePaymentId)?.found ?? null}
          onClose={() => {
            setConfirming(null);
          }}
        />
      )}
    </ColumnLayout>
  );
}

function ImportNotice({ read: { file, matches } }: { readonly read: ReadBankFile }) {
  const { t } = useTranslation('fees');
  return (
    <Notice
      isAnnounced
      title={t('importDone', {
        rows: formatNumber(file.rows.length),
        matches: formatNumber(matches.matches.length),
        ambiguous: formatNumber(matches.ambiguous.length),
        unmatched: formatNumber(matches.unmatchedRows.length),
      })}
    >
      {file.unreadLines.length > 0 && t('importUnread', { lines: file.unreadLines.join(', ') })}
    </Notice>
  );
}
