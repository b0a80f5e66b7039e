import type { AppError } from '#shared/kernel/app-error.ts';
import type { NoticeId, OfficerId } from '#shared/kernel/ids.ts';
import { toLocalDate, type Instant } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Dossier } from './dossier.ts';
import { toNoticeAddress, type Notice } from './notice.ts';
import { noticeTextVersionOn } from './notice-text.ts';

export type ResendNoticeRefusal = AppError<'noticeAddressWrong'>;

/**
 * A notice in place of one that did not arrive or went to a wrong address: the same words about the dossier as it stands
 * now, by the same channel, under an id of its own.
 * @param typed the address, as the officer typed it
 */
export function decideResendNotice(
  earlier: Notice,
  dossier: Pick<Dossier, 'dossierCode' | 'resultDueAt'>,
  typed: string,
  by: { readonly noticeId: NoticeId; readonly officerId: OfficerId; readonly now: Instant },
): Result<Notice, ResendNoticeRefusal> {
  const to = toNoticeAddress(earlier.channel, typed);
  if (to === undefined) return err({ code: 'noticeAddressWrong' });
  const { content } = earlier;
  return ok({
    ...earlier,
    noticeId: by.noticeId,
    dossierCode: dossier.dossierCode,
    to,
    textVersion: noticeTextVersionOn(toLocalDate(by.now)),
    content: content.kind === 'intakeReceipt' ? { ...content, resultDueAt: dossier.resultDueAt } : content,
    replaces: earlier.noticeId,
    createdAt: by.now,
    createdBy: by.officerId,
  });
}
