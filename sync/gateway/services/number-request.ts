import { createHash } from 'node:crypto';
import { toCanonicalJson } from '#shared/kernel/canonical-json.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Queryable } from '#sync/gateway/store/database.ts';
import { findNumberRequest, insertNumberRequest } from '#sync/gateway/store/number-requests-store.ts';
import type { GatewayProblem } from './problems.ts';
import type { StationIdentity } from './service-deps.ts';

/**
 * Gives the time at which this very request was recorded before, or `undefined` when it is new. One id stands for one
 * content: with another content it is refused. Call it under the station's lock.
 */
export async function findEarlier(
  db: Queryable,
  { stationId }: StationIdentity,
  requestId: string,
  content: unknown,
): Promise<Result<Instant | undefined, GatewayProblem>> {
  const known = await findNumberRequest(db, stationId, requestId);
  if (known === undefined) return ok(undefined);
  return known.contentHash === hashContent(content) ? ok(known.recordedAt) : err({ code: 'requestIdReused' });
}

export async function recordRequest(
  db: Queryable,
  { stationId }: StationIdentity,
  requestId: string,
  content: unknown,
  recordedAt: Instant,
): Promise<void> {
  await insertNumberRequest(db, stationId, requestId, { contentHash: hashContent(content), recordedAt });
}

function hashContent(content: unknown): string {
  return createHash('sha256').update(toCanonicalJson(content)).digest('hex');
}
