import * as v from 'valibot';
import type { Notice, NoticeRecord, NoticeState } from '#shared/domain/notice.ts';
import type { OutboxRow } from '#renderer/data/schema/rows.ts';

/** A notice to the citizen, and how far it is. */
export interface NoticeProgress {
  readonly notice: Notice;
  /** `waiting` and `held`: still at this counter. After that it is what the province says. */
  readonly stage: 'waiting' | 'held' | 'setAside' | NoticeState;
  /** Why it has not been sent (yet), as the province says. */
  readonly failureCode: string | null;
}

/** @param operations those of the notice's dossier */
export function toNoticeProgress({ notice, province }: NoticeRecord, operations: readonly OutboxRow[]): NoticeProgress {
  const namesNotice = v.object({ notice: v.object({ noticeId: v.literal(notice.noticeId) }) });
  // A corrected operation comes after the one it replaces.
  const carrier = operations.findLast(({ kind, payload }) => kind === 'sendNotice' && v.is(namesNotice, payload));
  return { notice, stage: province?.state ?? stageOf(carrier), failureCode: province?.failureCode ?? null };
}

function stageOf(carrier: OutboxRow | undefined): NoticeProgress['stage'] {
  switch (carrier?.state) {
    case 'queued':
      return 'waiting';
    case 'parked':
      return 'held';
    case 'setAside':
      return 'setAside';
    case 'replaced':
    case 'acknowledged':
    case undefined:
      return 'queued';
  }
}
