import { createHash } from 'node:crypto';
import type { Applicant } from '#shared/domain/dossier.ts';
import { toNoticeAddress, type Notice, type NoticeChannel } from '#shared/domain/notice.ts';
import { noticeTextVersionOn } from '#shared/domain/notice-text.ts';
import type { OneStopShop } from '#shared/domain/office.ts';
import { messageWaysOf } from '#shared/domain/receipt-delivery.ts';
import type { ReceiptWay } from '#shared/domain/receipt-way.ts';
import type { FeePaymentId, NoticeId } from '#shared/kernel/ids.ts';
import { toLocalDate, type Instant } from '#shared/kernel/instant.ts';
import type { AcceptedOperation } from '#sync/gateway/services/decide-batch.ts';
import type { StationIdentity } from '#sync/gateway/services/service-deps.ts';
import type { Transaction } from '#sync/gateway/store/database.ts';
import { insertNotices } from '#sync/gateway/store/notices-store.ts';
import { findExpectedNotices, type ExpectedNotice } from '#sync/gateway/store/receipt-notices-store.ts';

/**
 * Queues a message for each receipt that was just made, and for each older one whose dossier has just come, by every way
 * that the citizen of the dossier asked for (FE-07). Its id is made from payment and channel: it is queued once.
 * @param made payments whose receipts were made
 */
export async function queueReceiptNotices(
  tx: Transaction,
  { agencyCode }: StationIdentity,
  accepted: readonly AcceptedOperation[],
  made: readonly FeePaymentId[],
  now: Instant,
): Promise<void> {
  const dossierIds = accepted.flatMap(({ command }) =>
    command.kind === 'acceptDossier' && messageWaysOf(command.dossier.receiptDelivery).length > 0
      ? [command.dossier.dossierId]
      : [],
  );
  if (made.length === 0 && dossierIds.length === 0) return;
  const expected = await findExpectedNotices(tx, agencyCode, made, dossierIds);
  const rows = expected.flatMap((receipt) =>
    buildNotices(receipt, now).map((notice) => ({
      ...{ noticeId: notice.noticeId, operationId: null, dossierId: receipt.dossierId, stationId: receipt.stationId },
      ...{ channel: notice.channel, document: notice },
    })),
  );
  if (rows.length > 0) await insertNotices(tx, rows, now);
}

function buildNotices(receipt: ExpectedNotice, now: Instant): Notice[] {
  const { feePaymentId, dossierId, dossierCode } = receipt;
  // Of a dossier and a catalogue that were read by their schemas when they came.
  const applicant = receipt.applicant as Applicant;
  const office = receipt.office as OneStopShop;
  return messageWaysOf(receipt.receiptDelivery as readonly ReceiptWay[]).flatMap((channel): Notice[] => {
    const to = toNoticeAddress(channel, (channel === 'email' ? applicant.email : applicant.phone) ?? '');
    if (to === undefined) return [];
    return [
      {
        ...{ noticeId: noticeIdOf(feePaymentId, channel), dossierId, dossierCode, channel, to },
        textVersion: noticeTextVersionOn(toLocalDate(now)),
        content: {
          kind: 'feeReceipt',
          bookSerial: receipt.bookSerial,
          feeReceiptNumber: String(receipt.number).padStart(7, '0'),
          amountVnd: receipt.amountVnd,
          collectedAt: receipt.collectedAt,
          officeName: office.name,
          officePhone: office.phone,
          lookupUrlPrefix: office.lookupUrlPrefix,
          portalAddress: office.portalAddress,
          isSample: office.isSample,
        },
        createdAt: now,
        createdBy: receipt.collectedBy,
      },
    ];
  });
}

/** The same id each time, in the form of a UUID of one's own making (RFC 9562, version 8). */
function noticeIdOf(feePaymentId: FeePaymentId, channel: NoticeChannel): NoticeId {
  const hex = createHash('sha256').update(`feeReceipt:${feePaymentId}:${channel}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` as NoticeId;
}
