import type { DossierId, NoticeId, OperationId, StationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Queryable, Transaction } from './database.ts';

export interface NewNoticeRow {
  readonly noticeId: NoticeId;
  readonly operationId: OperationId | null;
  readonly dossierId: DossierId;
  readonly stationId: StationId;
  readonly channel: string;
  readonly document: unknown;
}

/** What whoever sends it needs. `attempts` tells this try from another one of the same notice. */
export interface ClaimedNotice {
  readonly noticeId: NoticeId;
  readonly dossierId: DossierId;
  readonly stationId: StationId;
  readonly attempts: number;
  /** What the dossier is known by now. */
  readonly dossierCode: string;
  readonly document: unknown;
}

export interface NoticeOutcome {
  readonly state: 'queued' | 'sent' | 'failed';
  readonly failureCode: string | null;
  /** For `queued`. */
  readonly nextAttemptAt: Instant;
}

/** Whom to tell of a notice. */
export interface NoticeOwner {
  readonly noticeId: NoticeId;
  readonly dossierId: DossierId;
  readonly stationId: StationId;
}

const OWNER = `notice_id AS "noticeId", dossier_id AS "dossierId", station_id AS "stationId"`;

/** A notice that is known by its id stays as it is. */
export async function insertNotices(db: Queryable, rows: readonly NewNoticeRow[], now: Instant): Promise<void> {
  await db.query(
    `INSERT INTO notices (notice_id, operation_id, dossier_id, station_id, channel, state, next_attempt_at,
       recorded_at, state_changed_at, document)
     SELECT "noticeId", "operationId", "dossierId", "stationId", channel, 'queued', $2, $2, $2, document
     FROM json_to_recordset($1::json) AS r("noticeId" uuid, "operationId" uuid, "dossierId" uuid, "stationId" uuid,
       channel text, document jsonb)
     ON CONFLICT (notice_id) DO NOTHING`,
    [JSON.stringify(rows), now],
  );
}

/** Ends those that nobody has begun to send; answers with them. Only a notice of the same dossier can be replaced. */
export async function replaceQueuedNotices(
  tx: Transaction,
  replaced: readonly { readonly noticeId: NoticeId; readonly dossierId: DossierId }[],
  now: Instant,
): Promise<readonly NoticeOwner[]> {
  return tx.query(
    `UPDATE notices SET state = 'replaced', last_error = NULL, state_changed_at = $3
     WHERE state = 'queued' AND (notice_id, dossier_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))
     RETURNING ${OWNER}`,
    [replaced.map(({ noticeId }) => noticeId), replaced.map(({ dossierId }) => dossierId), now],
  );
}

/**
 * Takes the longest waiting notice of these channels that is due: the caller sends it, and until `until` nobody else
 * does. A notice that another process is just taking is passed over.
 */
export async function claimNotice(
  db: Queryable,
  channels: readonly string[],
  now: Instant,
  until: Instant,
): Promise<ClaimedNotice | undefined> {
  const [row] = await db.query<ClaimedNotice>(
    `UPDATE notices n SET state = 'sending', attempts = attempts + 1, next_attempt_at = $3, state_changed_at = $2
     FROM dossiers d
     WHERE d.dossier_id = n.dossier_id AND notice_id = (
       SELECT notice_id FROM notices
       WHERE state IN ('queued', 'sending') AND next_attempt_at <= $2 AND channel = ANY($1::text[])
       ORDER BY next_attempt_at, notice_id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING n.notice_id AS "noticeId", n.dossier_id AS "dossierId", n.station_id AS "stationId", attempts,
       d.dossier_code AS "dossierCode", n.document`,
    [channels, now, until],
  );
  return row;
}

/**
 * Writes how a try ended, unless it was taken for dead and another one has begun since.
 * @returns what was the reason before, as `{ lastError }`; `undefined` when nothing was written
 */
export async function settleNotice(
  tx: Transaction,
  { noticeId, attempts }: Pick<ClaimedNotice, 'noticeId' | 'attempts'>,
  outcome: NoticeOutcome,
  now: Instant,
): Promise<{ readonly lastError: string | null } | undefined> {
  const [row] = await tx.query<{ lastError: string | null }>(
    `UPDATE notices n SET state = $3, last_error = $4, next_attempt_at = $5, state_changed_at = $6
     FROM (SELECT notice_id, last_error FROM notices WHERE notice_id = $1 FOR UPDATE) before
     WHERE n.notice_id = before.notice_id AND n.state = 'sending' AND n.attempts = $2
     RETURNING before.last_error AS "lastError"`,
    [noticeId, attempts, outcome.state, outcome.failureCode, outcome.nextAttemptAt, now],
  );
  return row;
}

/** Ends what has waited since before `recordedBefore`; answers with it. */
export async function giveUpNotices(
  tx: Transaction,
  recordedBefore: Instant,
  failureCode: string,
  now: Instant,
): Promise<readonly NoticeOwner[]> {
  return tx.query(
    `UPDATE notices SET state = 'failed', last_error = $2, state_changed_at = $3
     WHERE notice_id IN (SELECT notice_id FROM notices WHERE state = 'queued' AND recorded_at < $1
       FOR UPDATE SKIP LOCKED)
     RETURNING ${OWNER}`,
    [recordedBefore, failureCode, now],
  );
}

/** Marks waiting notices of other channels than these with `failureCode`; answers with those that were not before. */
export async function markNoticesWithoutSender(
  tx: Transaction,
  channels: readonly string[],
  failureCode: string,
): Promise<readonly NoticeOwner[]> {
  return tx.query(
    `UPDATE notices SET last_error = $2
     WHERE notice_id IN (SELECT notice_id FROM notices
       WHERE state = 'queued' AND NOT channel = ANY($1::text[]) AND last_error IS DISTINCT FROM $2
       FOR UPDATE SKIP LOCKED)
     RETURNING ${OWNER}`,
    [channels, failureCode],
  );
}

export interface NoticeOverview {
  readonly noticeId: NoticeId;
  readonly dossierId: DossierId;
  readonly channel: string;
  readonly state: string;
  readonly attempts: number;
  readonly lastError: string | null;
}

/** In the order in which they came; without addresses and words. */
export async function listNotices(db: Queryable): Promise<readonly NoticeOverview[]> {
  return db.query(
    `SELECT notice_id AS "noticeId", dossier_id AS "dossierId", channel, state, attempts, last_error AS "lastError"
     FROM notices ORDER BY recorded_at, notice_id`,
  );
}
