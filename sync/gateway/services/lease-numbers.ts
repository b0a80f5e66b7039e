import type { NumberBlockId } from '#shared/kernel/ids.ts';
import { addDays } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { findBlocksOfRequest, takeBlock } from '#sync/gateway/store/numbers-store.ts';
import { lockStation } from '#sync/gateway/store/stations-store.ts';
import type { LeaseRequest, LeaseResponse } from '#sync/protocol/messages.ts';
import type { GatewayProblem } from './problems.ts';
import type { ServiceDeps, StationIdentity } from './service-deps.ts';

/** A station may still be finishing yesterday; three months ahead cover every holiday and outage. */
const DAYS_BACK = 1;
const DAYS_AHEAD = 92;

/**
 * Leases one block of consecutive dossier numbers for each day asked for. Asking again with the same `requestId` gives
 * the same blocks. Blocks of one agency and day never overlap, whoever asks at the same time, and leave no gap.
 */
export async function leaseNumbers(
  deps: ServiceDeps,
  station: StationIdentity,
  request: LeaseRequest,
): Promise<Result<LeaseResponse, GatewayProblem>> {
  const today = deps.clock.today();
  const first = addDays(today, -DAYS_BACK);
  const last = addDays(today, DAYS_AHEAD);
  const days = [...new Set(request.days)].sort();
  if (days.some((day) => day < first || day > last)) return err({ code: 'leaseDayOutOfRange' });

  const blocks = await deps.database.transaction(async (tx) => {
    // The same request twice at once: the second waits here and then finds the blocks of the first.
    await lockStation(tx, station.stationId);
    const known = await findBlocksOfRequest(tx, station.stationId, request.requestId);
    if (known.length > 0) return known;
    for (const workingOn of days) {
      await takeBlock(tx, {
        ...station,
        numberBlockId: deps.ids.next<NumberBlockId>(),
        requestId: request.requestId,
        workingOn,
        size: request.size,
        leasedAt: deps.clock.now(),
      });
    }
    return findBlocksOfRequest(tx, station.stationId, request.requestId);
  });
  return ok({ blocks });
}
