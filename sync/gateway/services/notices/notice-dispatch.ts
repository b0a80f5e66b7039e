import * as v from 'valibot';
import { noticeSchema } from '#shared/domain/notice.ts';
import { buildNoticeText } from '#shared/domain/notice-text.ts';
import { instantFromEpochMs, MS_PER_DAY, MS_PER_MINUTE, toEpochMs, type Instant } from '#shared/kernel/instant.ts';
import type { Cancel, Scheduler } from '#shared/kernel/ports.ts';
import { err, type Result } from '#shared/kernel/result.ts';
import type { ServiceDeps } from '#sync/gateway/services/service-deps.ts';
import {
  claimNotice,
  giveUpNotices,
  markNoticesWithoutSender,
  settleNotice,
  type ClaimedNotice,
  type NoticeOutcome,
} from '#sync/gateway/store/notices-store.ts';
import { SENDING_LEASE_MS, type NoticeSenders, type SendFailure } from './notice-sender.ts';
import { tellOfNotice } from './tell-of-notice.ts';

/** How often a process looks for what is due. */
const LOOK_INTERVAL_MS = 2_000;
const FIRST_RETRY_MS = MS_PER_MINUTE;
const LONGEST_RETRY_MS = 60 * MS_PER_MINUTE;
/** Later the message would be news of yesterday; the officer is told and may send it again. */
const NOTICE_LIFETIME_MS = 7 * MS_PER_DAY;

type Deps = Pick<ServiceDeps, 'database' | 'clock' | 'logger'>;

/**
 * Sends what is due, one notice at a time, any number of processes side by side. `sending` is committed before anything
 * leaves, so two processes never send one notice at the same time. A process that dies while it sends leaves the notice
 * behind; when its lease is over it is sent again under the same id: at least once, and rarely twice.
 */
export class NoticeDispatch {
  readonly #deps: Deps;
  readonly #senders: NoticeSenders;
  readonly #channels: readonly string[];

  constructor(deps: Deps, senders: NoticeSenders) {
    this.#deps = deps;
    this.#senders = senders;
    this.#channels = Object.keys(senders);
  }

  /** Sends everything that is due now; answers with how many tries that took. @param isStopped looked at in between */
  async sendDue(isStopped: () => boolean = () => false): Promise<number> {
    await this.#settleHopeless();
    for (let tries = 0; ; tries += 1) {
      if (isStopped()) return tries;
      const claimed = await this.#claim();
      if (claimed === undefined) return tries;
      await this.#settle(claimed, await this.#send(claimed));
    }
  }

  /** Too old, or of a channel that this province has not set up: the station is told, each thing once. */
  async #settleHopeless(): Promise<void> {
    const now = this.#deps.clock.now();
    await this.#deps.database.transaction(async (tx) => {
      const tooLate = await giveUpNotices(tx, later(now, -NOTICE_LIFETIME_MS), 'tooLate', now);
      for (const owner of tooLate) await tellOfNotice(tx, owner, { state: 'failed', failureCode: 'tooLate' }, now);
      const failureCode = 'channelNotConfigured';
      const waiting = await markNoticesWithoutSender(tx, this.#channels, failureCode);
      for (const owner of waiting) await tellOfNotice(tx, owner, { state: 'queued', failureCode }, now);
    });
  }

  async #claim(): Promise<ClaimedNotice | undefined> {
    if (this.#channels.length === 0) return undefined;
    const now = this.#deps.clock.now();
    return claimNotice(this.#deps.database, this.#channels, now, later(now, SENDING_LEASE_MS));
  }

  async #send({ document, dossierCode }: ClaimedNotice): Promise<Result<null, SendFailure>> {
    const read = v.safeParse(noticeSchema, document);
    const sender = read.success ? this.#senders[read.output.channel] : undefined;
    if (!read.success || sender === undefined) return err({ code: 'messageRefused', isFinal: true });
    const { noticeId, channel, to } = read.output;
    return sender.send({ noticeId, channel, to, ...buildNoticeText(read.output, dossierCode) });
  }

  async #settle(claimed: ClaimedNotice, sent: Result<null, SendFailure>): Promise<void> {
    const now = this.#deps.clock.now();
    const outcome = toOutcome(sent, claimed.attempts, now);
    const isWritten = await this.#deps.database.transaction(async (tx) => {
      const before = await settleNotice(tx, claimed, outcome, now);
      // A try that failed like the one before is no news.
      const isNews = outcome.state !== 'queued' || before?.lastError !== outcome.failureCode;
      if (before !== undefined && isNews) await tellOfNotice(tx, claimed, outcome, now);
      return before !== undefined;
    });
    const { noticeId, attempts } = claimed;
    const { state, failureCode } = outcome;
    this.#deps.logger.info('notice.tried', { noticeId, attempts, state, code: failureCode ?? 'none', isWritten });
  }
}

function toOutcome(sent: Result<null, SendFailure>, attempts: number, now: Instant): NoticeOutcome {
  if (sent.ok) return { state: 'sent', failureCode: null, nextAttemptAt: now };
  const { code, isFinal } = sent.error;
  const waitMs = Math.min(FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 10), LONGEST_RETRY_MS);
  return { state: isFinal ? 'failed' : 'queued', failureCode: code, nextAttemptAt: later(now, waitMs) };
}

function later(now: Instant, ms: number): Instant {
  return instantFromEpochMs(toEpochMs(now) + ms);
}

/** Looks for due notices until it is stopped; stopping waits for the one that is being sent. */
export function startNoticeDispatch(deps: Deps, senders: NoticeSenders, scheduler: Scheduler): () => Promise<void> {
  const dispatch = new NoticeDispatch(deps, senders);
  let cancel: Cancel = () => undefined;
  let isStopped = false;
  let working: Promise<unknown> = Promise.resolve();
  const look = (): void => {
    working = dispatch
      .sendDue(() => isStopped)
      // The database is away: looked at again when it may be back.
      .catch(() => deps.logger.warn('notices.dispatchFailed'))
      .finally(plan);
  };
  const plan = (): void => {
    if (!isStopped) cancel = scheduler.after(LOOK_INTERVAL_MS, look);
  };
  plan();
  return async () => {
    isStopped = true;
    cancel();
    await working;
  };
}
