import type { FeePayment } from './fee-payment.ts';

/** How it was paid, as papers say it. */
export const MEANS_TEXT: Readonly<Record<FeePayment['means'], string>> = {
  cash: 'Tiền mặt',
  bankTransfer: 'Chuyển khoản',
};
