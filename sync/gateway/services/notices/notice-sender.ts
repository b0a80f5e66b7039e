import type { Result } from '#shared/kernel/result.ts';
import type { NoticeChannel } from '#shared/domain/notice.ts';
import type { NoticeText } from '#shared/domain/notice-text.ts';
import type { NoticeId } from '#shared/kernel/ids.ts';

/** One message, ready to go. `to` is personal data: neither it nor the words may be logged. */
export interface OutgoingNotice extends NoticeText {
  readonly noticeId: NoticeId;
  readonly channel: NoticeChannel;
  readonly to: string;
}

/** Why it was not sent. Codes only: what servers answer quotes addresses. */
export interface SendFailure {
  readonly code:
    /** This address is not to be written to. */
    | 'addressRefused'
    /** These words are not wanted. */
    | 'messageRefused'
    | 'connectionFailed'
    | 'tryLater'
    /** What the province has set up is not accepted: nothing about this notice. */
    | 'loginRefused'
    | 'senderRefused'
    | 'notSecure';
  /** The same notice would be refused again. */
  readonly isFinal: boolean;
}

/**
 * A channel. `send` resolves when the next server has taken the message over, never rejects for what a server or a
 * network does, and comes to an end within `SENDING_LEASE_MS`. Sent twice with the same id, a notice can be recognised as
 * the same by whoever receives it.
 */
export interface NoticeSender {
  send(notice: OutgoingNotice): Promise<Result<null, SendFailure>>;
}

export type NoticeSenders = Readonly<Partial<Record<NoticeChannel, NoticeSender>>>;

/** Who has not come to an end by then is taken for dead. */
export const SENDING_LEASE_MS = 5 * 60_000;

/** This machine itself: the only place where something may be sent without TLS. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
