import type { DraftApplicant, IntakeDraft } from './intake-draft.ts';
import { blocking, type IntakeProblem, type IntakeProblemCode } from './intake-problem.ts';
import { toNoticeAddress, type NoticeChannel } from './notice.ts';
import type { Channel } from './procedure.ts';
import type { ReceiptWay } from './receipt-way.ts';

export const MESSAGE_WAYS: readonly NoticeChannel[] = ['email', 'sms', 'zalo'];

/** The three ways of 002:19.3, one of which a dossier by post has. */
export type PostalReceiptWay = 'collectedAtCounter' | 'byMessage' | 'deliveredByPost';

type DeliveryDraft = Pick<IntakeDraft, 'channel' | 'receiptDelivery' | 'applicant'>;

export interface ReceiptDelivery {
  readonly ways: readonly ReceiptWay[];
  readonly problems: readonly IntakeProblem[];
}

/**
 * How the citizen of this draft gets the receipt, and what stands in the way. Ways that the channel does not have, left
 * from before it was changed, do not count. At the counter paper is what is left when nothing else is asked for; a
 * dossier by post has exactly one of its three ways, which nobody chooses in the citizen's place (002:19.3).
 */
export function decideReceiptDelivery(draft: DeliveryDraft): ReceiptDelivery {
  const ways = receiptWaysOf(draft);
  if (draft.channel === 'post' && ways.length === 0) {
    return { ways, problems: [blocking('receiptDelivery', 'receiptWayMissing')] };
  }
  const problems = ways.flatMap((way) => {
    const code = isMessage(way) ? findUnreachable(way, draft.applicant) : undefined;
    return code === undefined ? [] : [blocking(`receiptDelivery.${way}`, code)];
  });
  return { ways, problems };
}

/** The ways as they stand in the draft. */
function receiptWaysOf({ channel, receiptDelivery = [] }: DeliveryDraft): readonly ReceiptWay[] {
  const messages = receiptDelivery.filter(isMessage);
  if (channel !== 'post') {
    const isPrinted = receiptDelivery.includes('printed') || messages.length === 0;
    return isPrinted ? ['printed', ...messages] : messages;
  }
  if (receiptDelivery.includes('collectedAtCounter')) return ['collectedAtCounter'];
  return receiptDelivery.includes('deliveredByPost') ? ['deliveredByPost'] : messages;
}

/** The draft's ways once one is ticked or no longer is. For post a message takes the place of the other two ways. */
export function switchReceiptWay(draft: DeliveryDraft, way: ReceiptWay, isOn: boolean): ReceiptWay[] {
  const others = receiptWaysOf(draft).filter((other) => other !== way);
  const kept = draft.channel === 'post' ? others.filter(isMessage) : others;
  return isOn ? [...kept, way] : kept;
}

/**
 * Why a message cannot reach the applicant; `undefined` when it can. It goes to what the applicant gave, never to who
 * hands in.
 */
export function findUnreachable(
  channel: NoticeChannel,
  { phone, email }: Pick<DraftApplicant, 'phone' | 'email'>,
): IntakeProblemCode | undefined {
  const typed = channel === 'email' ? email : phone;
  if (typed.trim() === '') return channel === 'email' ? 'receiptEmailMissing' : 'receiptPhoneMissing';
  if (toNoticeAddress(channel, typed) !== undefined) return undefined;
  return channel === 'email' ? 'receiptEmailNotUsable' : 'receiptPhoneNotMobile';
}

/** Which of the three ways a dossier by post has; `undefined` while none is chosen. */
export function postalReceiptWayOf(ways: readonly ReceiptWay[]): PostalReceiptWay | undefined {
  if (ways.some(isMessage)) return 'byMessage';
  return ways.find((way) => way === 'collectedAtCounter' || way === 'deliveredByPost');
}

/** Whether a paper is to come out at the acceptance. Dossiers from before there was a choice were all printed. */
export function needsPaper(ways: readonly ReceiptWay[] | undefined): boolean {
  return ways === undefined || ways.length === 0 || ways.some((way) => !isMessage(way));
}

/** The channels of messages, in the order in which they are sent. */
export function messageWaysOf(ways: readonly ReceiptWay[] | undefined): readonly NoticeChannel[] {
  return MESSAGE_WAYS.filter((way) => ways?.includes(way) === true);
}

/** Ways that can be ticked side by side. */
export function tickedWaysFor(channel: Channel): readonly ReceiptWay[] {
  return channel === 'post' ? MESSAGE_WAYS : ['printed', ...MESSAGE_WAYS];
}

function isMessage(way: ReceiptWay): way is NoticeChannel {
  return way === 'email' || way === 'sms' || way === 'zalo';
}
