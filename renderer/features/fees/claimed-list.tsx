import { useMemo } from 'react';
import type { ClaimedTransfer } from '#renderer/data/queries/money-queries.ts';
import { formatDateTime, formatLocalDate, formatMoney } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Hourglass } from '#renderer/ui/icons.ts';
import type { FeePaymentId } from '#shared/kernel/ids.ts';
import styles from './fees.module.css';
import type { TransferProposal } from './transfer-proposals.ts';

interface ClaimedListProps {
  readonly claimed: readonly ClaimedTransfer[] | undefined;
  readonly proposals: ReadonlyMap<FeePaymentId, TransferProposal>;
  readonly onConfirm: (transfer: ClaimedTransfer) => void;
}

const MOST_SHOWN = 200;

/** Transfers that nobody has seen at the bank yet, the oldest first. */
export function ClaimedList({ claimed, proposals, onConfirm }: ClaimedListProps) {
  const { t } = useTranslation('fees');
  const shown = useMemo(() => (claimed ?? []).slice(0, MOST_SHOWN), [claimed]);
  if (claimed?.length === 0) {
    return (
      <EmptyState icon={Hourglass} title={t('claimedEmptyTitle')}>
        {t('claimedEmptyText')}
      </EmptyState>
    );
  }
  return (
    <ul className={styles.lines} aria-label={t('claimedTitle')}>
      {shown.map((transfer) => (
        <Claimed
          key={transfer.payment.feePaymentId}
          transfer={transfer}
          proposal={proposals.get(transfer.payment.feePaymentId)}
          onConfirm={onConfirm}
        />
      ))}
    </ul>
  );
}

function Claimed({
  transfer,
  proposal,
  onConfirm,
}: {
  readonly transfer: ClaimedTransfer;
  readonly proposal: TransferProposal | undefined;
  readonly onConfirm: (transfer: ClaimedTransfer) => void;
}) {
  const { t } = useTranslation('fees');
  const { dossierCode, amountVnd, collectedAt, transfer: asked } = transfer.payment;
  return (
    <li className={styles.claim}>
      <div>
        <strong className={styles.lineAmount}>{dossierCode}</strong> · {formatMoney(amountVnd)}
        <div className={styles.figureTerm}>
          {formatDateTime(collectedAt)}
          {asked !== undefined && ` · ${t('purpose')}: ${asked.purpose}`}
        </div>
        <Proposal proposal={proposal} />
      </div>
      <Button
        size="small"
        onClick={() => {
          onConfirm(transfer);
        }}
      >
        {t('confirm')}
      </Button>
    </li>
  );
}

function Proposal({ proposal }: { readonly proposal: TransferProposal | undefined }) {
  const { t } = useTranslation('fees');
  if (proposal === undefined || (proposal.found === null && proposal.lines.length === 0)) {
    return <Badge>{t('proposalNone')}</Badge>;
  }
  if (proposal.found === null) {
    return <Badge tone="warning">{t('proposalAmbiguous', { lines: proposal.lines.join(', ') })}</Badge>;
  }
  const date = formatLocalDate(proposal.found.receivedOn);
  return (
    <Badge tone="success">{t(proposal.found.via === 'province' ? 'proposalProvince' : 'proposalFile', { date })}</Badge>
  );
}
