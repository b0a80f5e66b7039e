import { useMemo } from 'react';
import type { ShownPayment } from '#renderer/data/queries/money-queries.ts';
import { formatMoney, formatTime } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import type { DataTableColumn } from '#renderer/ui/data-table-columns.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { HandCoins } from '#renderer/ui/icons.ts';
import { formatFeeReceiptNumber } from '#shared/domain/money/fee-receipt-number.ts';
import { PaymentState } from './payment-state.tsx';

interface PaymentTableProps {
  readonly payments: readonly ShownPayment[] | undefined;
  readonly selectedKey: string | undefined;
  readonly onSelect: (key: string) => void;
}

/** The payments of one shift, the newest first. */
export function PaymentTable({ payments, selectedKey, onSelect }: PaymentTableProps) {
  const { t } = useTranslation('fees');
  return (
    <DataTable<ShownPayment>
      label={t('payments')}
      columns={useColumns()}
      rows={payments ?? []}
      rowKey={keyOf}
      selectedKey={selectedKey}
      onSelect={(shown) => {
        onSelect(keyOf(shown));
      }}
      isLoading={payments === undefined}
      empty={
        <EmptyState icon={HandCoins} title={t('paymentsEmptyTitle')}>
          {t('paymentsEmptyText')}
        </EmptyState>
      }
    />
  );
}

function keyOf({ payment }: ShownPayment): string {
  return payment.feePaymentId;
}

function useColumns(): readonly DataTableColumn<ShownPayment>[] {
  const { t } = useTranslation(['fees', 'common']);
  return useMemo(
    () => [
      {
        id: 'number',
        header: t('number'),
        cell: ({ payment: { receiptNumber }, official }) => {
          const number = receiptNumber ?? official?.receiptNumber;
          return number === undefined ? t('noNumber') : formatFeeReceiptNumber(number);
        },
        widthPx: 226,
        isTabular: true,
      },
      {
        id: 'dossier',
        header: t('dossier'),
        cell: ({ payment }) => payment.dossierCode,
        widthPx: 170,
        flex: 1,
        isTabular: true,
      },
      { id: 'state', header: t('state'), cell: (shown) => <PaymentState shown={shown} />, widthPx: 160 },
      {
        id: 'amount',
        header: t('amount'),
        cell: ({ payment }) => formatMoney(payment.amountVnd),
        widthPx: 110,
        align: 'end',
        isTabular: true,
      },
      {
        id: 'means',
        header: t('means'),
        cell: ({ payment }) => t(`common:paymentMeans.${payment.means}`),
        widthPx: 120,
        isDroppable: true,
      },
      {
        id: 'official',
        header: t('official'),
        cell: ({ official }) => (official === null ? '' : formatFeeReceiptNumber(official.receiptNumber)),
        widthPx: 180,
        isTabular: true,
        isDroppable: true,
      },
      {
        id: 'at',
        header: t('at'),
        cell: ({ payment }) => formatTime(payment.collectedAt),
        widthPx: 64,
        isTabular: true,
        isDroppable: true,
      },
    ],
    [t],
  );
}
