import { err, ok, type Result } from '#shared/kernel/result.ts';
import { findChanges, findLastChangeNumber } from '#sync/gateway/store/changes-store.ts';
import type { ChangesResponse } from '#sync/protocol/messages.ts';
import type { GatewayProblem } from './problems.ts';
import type { ServiceDeps, StationIdentity } from './service-deps.ts';

/**
 * What the province has to tell this station after `cursor`. A cursor beyond the newest change was never given out by
 * this database (a restored backup, another province): refused, because going on from it would skip changes.
 */
export async function listChanges(
  deps: ServiceDeps,
  station: StationIdentity,
  page: { readonly cursor: number; readonly limit: number },
): Promise<Result<ChangesResponse, GatewayProblem>> {
  const last = await findLastChangeNumber(deps.database);
  if (page.cursor > last) return err({ code: 'badCursor' });
  const rows = await findChanges(deps.database, station.stationId, page.cursor, page.limit + 1);
  const changes = rows.slice(0, page.limit);
  return ok({
    changes,
    nextCursor: changes.at(-1)?.changeNumber ?? page.cursor,
    hasMore: rows.length > page.limit,
  });
}
