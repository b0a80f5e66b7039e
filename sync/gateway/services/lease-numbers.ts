import { bandOf, LAST_LEASED_NUMBER, NUMBER_DAYS_AHEAD } from '#shared/domain/number-space.ts';
import type { NumberBlockId } from '#shared/kernel/ids.ts';
import { addDays, type LocalDate } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Transaction } from '#sync/gateway/store/database.ts';
import {
  findBand,
  findFreeBandNumber,
  insertBand,
  type NumberBandRow,
} from '#sync/gateway/store/number-requests-store.ts';
import { findBlocksOfRequest, takeBlock } from '#sync/gateway/store/numbers-store.ts';
import { lockStation } from '#sync/gateway/store/stations-store.ts';
import type { LeaseRequest, LeaseResponse } from '#sync/protocol/messages.ts';
import { findEarlier, recordRequest } from './number-request.ts';
import type { GatewayProblem } from './problems.ts';
import type { ServiceDeps, StationIdentity } from './service-deps.ts';

/** A station may still be finishing yesterday. */
const DAYS_BACK = 1;

/**
 * Leases one block of consecutive dossier numbers for each day asked for. Asking again with the same `requestId` gives
 * the same blocks, however much later. Blocks of one agency and day never overlap, whoever asks at the same time, and
 * leave no gap; a day that has none left gets no block. The station's band comes with every answer.
 */
export async function leaseNumbers(
  deps: ServiceDeps,
  station: StationIdentity,
  request: LeaseRequest,
): Promise<Result<LeaseResponse, GatewayProblem>> {
  const days = [...new Set(request.days)].sort();
  const content = { kind: 'lease', days, size: request.size };
  return deps.database.transaction(async (tx) => {
    // The same request twice at once: the second waits here and then finds the blocks of the first.
    await lockStation(tx, station.stationId);
    const earlier = await findEarlier(tx, station, request.requestId, content);
    if (!earlier.ok) return earlier;
    if (earlier.value === undefined) {
      if (!areInRange(days, deps.clock.today())) return err({ code: 'leaseDayOutOfRange' });
      await recordRequest(tx, station, request.requestId, content, deps.clock.now());
      await takeBlocks(deps, tx, station, { ...request, days });
    }
    const blocks = await findBlocksOfRequest(tx, station.stationId, request.requestId);
    return ok({ blocks, band: await getBand(tx, station) });
  });
}

function areInRange(days: readonly LocalDate[], today: LocalDate): boolean {
  const first = addDays(today, -DAYS_BACK);
  const last = addDays(today, NUMBER_DAYS_AHEAD);
  return days.every((day) => first <= day && day <= last);
}

async function takeBlocks(
  deps: ServiceDeps,
  tx: Transaction,
  station: StationIdentity,
  { requestId, days, size }: LeaseRequest,
): Promise<void> {
  for (const workingOn of days) {
    await takeBlock(tx, {
      ...station,
      numberBlockId: deps.ids.next<NumberBlockId>(),
      requestId,
      workingOn,
      size,
      lastOfDay: LAST_LEASED_NUMBER,
      leasedAt: deps.clock.now(),
    });
  }
}

/** Given once and kept: a number of it may be on paper already. */
async function getBand(tx: Transaction, station: StationIdentity): Promise<NumberBandRow> {
  const known = await findBand(tx, station.stationId);
  if (known !== undefined) return known;
  const bandNumber = await findFreeBandNumber(tx, station.agencyCode);
  const band = bandOf(bandNumber);
  await insertBand(tx, station, bandNumber, band);
  return band;
}
