import type { NoticeId } from '#shared/kernel/ids.ts';
import { toLocalDate } from '#shared/kernel/instant.ts';
import type { Dossier } from './dossier.ts';
import { toNoticeAddress, type Notice, type NoticeChannel } from './notice.ts';
import { noticeTextVersionOn } from './notice-text.ts';
import type { Officer, OneStopShop } from './office.ts';
import type { Procedure } from './procedure.ts';
import { messageWaysOf } from './receipt-delivery.ts';

export interface ReceiptNoticeSource {
  readonly dossier: Dossier;
  readonly procedure: Pick<Procedure, 'competentAuthority' | 'isSample'>;
  readonly office: OneStopShop;
  readonly officer: Officer;
  readonly nextId: () => NoticeId;
}

/**
 * The messages by which the citizen of an accepted dossier asked to get the receipt (RC-05, RC-06), one for each way that
 * has an address.
 */
export function buildReceiptNotices({ dossier, procedure, office, officer, nextId }: ReceiptNoticeSource): Notice[] {
  return messageWaysOf(dossier.receiptDelivery).flatMap((channel): Notice[] => {
    const to = addressOf(dossier, channel);
    if (to === undefined) return [];
    return [
      {
        noticeId: nextId(),
        dossierId: dossier.dossierId,
        dossierCode: dossier.dossierCode,
        channel,
        to,
        textVersion: noticeTextVersionOn(toLocalDate(dossier.acceptedAt)),
        content: {
          kind: 'intakeReceipt',
          procedureName: dossier.procedureName,
          competentAuthority: procedure.competentAuthority,
          officerName: officer.fullName,
          acceptedAt: dossier.acceptedAt,
          resultDueAt: dossier.resultDueAt,
          officeName: office.name,
          officePhone: office.phone,
          lookupUrlPrefix: office.lookupUrlPrefix,
          portalAddress: office.portalAddress,
          isSample: office.isSample || procedure.isSample,
        },
        createdAt: dossier.acceptedAt,
        createdBy: officer.officerId,
      },
    ];
  });
}

function addressOf({ applicant: { phone, email } }: Dossier, channel: NoticeChannel): string | undefined {
  return toNoticeAddress(channel, (channel === 'email' ? email : phone) ?? '');
}
