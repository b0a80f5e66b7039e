import { NUMBER_DAYS_AHEAD } from '#shared/domain/number-space.ts';
import { addDays, type LocalDate } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Transaction } from '#sync/gateway/store/database.ts';
import { insertReturns } from '#sync/gateway/store/number-requests-store.ts';
import { findStationNumbers } from '#sync/gateway/store/numbers-store.ts';
import { lockStation } from '#sync/gateway/store/stations-store.ts';
import type { ReturnRequest, ReturnResponse } from '#sync/protocol/messages.ts';
import { findEarlier, recordRequest } from './number-request.ts';
import type { GatewayProblem } from './problems.ts';
import type { ServiceDeps, StationIdentity } from './service-deps.ts';

/**
 * Records which numbers of its blocks and its band a station will never use. They are not given to anybody else: the
 * order of a day's codes stays readable, and a paper that turns up after all can be told from a forged one (ADR-0016).
 */
export async function returnNumbers(
  deps: ServiceDeps,
  station: StationIdentity,
  request: ReturnRequest,
): Promise<Result<ReturnResponse, GatewayProblem>> {
  const content = { kind: 'return', ranges: request.ranges };
  return deps.database.transaction(async (tx) => {
    await lockStation(tx, station.stationId);
    const earlier = await findEarlier(tx, station, request.requestId, content);
    if (!earlier.ok) return earlier;
    if (earlier.value !== undefined) return ok({ recordedAt: earlier.value });
    const lastDay = addDays(deps.clock.today(), NUMBER_DAYS_AHEAD);
    if (!(await areOwn(tx, station, request, lastDay))) return err({ code: 'numbersNotLeased' });
    const recordedAt = deps.clock.now();
    await recordRequest(tx, station, request.requestId, content, recordedAt);
    await insertReturns(tx, station, request.ranges, recordedAt);
    return ok({ recordedAt });
  });
}

/** Every range is a whole block of this very station, or its whole band on a day within reach. */
async function areOwn(
  tx: Transaction,
  { stationId }: StationIdentity,
  { ranges }: ReturnRequest,
  lastDay: LocalDate,
): Promise<boolean> {
  const days = [...new Set(ranges.map(({ workingOn }) => workingOn))];
  const { blocks, band } = await findStationNumbers(tx, stationId, days);
  return ranges.every(
    ({ workingOn, from, to }) =>
      (band?.from === from && band.to === to && workingOn <= lastDay) ||
      blocks.some((block) => block.workingOn === workingOn && block.from === from && block.to === to),
  );
}
