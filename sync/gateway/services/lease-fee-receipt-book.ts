import { LAST_FEE_RECEIPT_NUMBER } from '#shared/domain/money/fee-receipt-number.ts';
import type { FeeReceiptBookId } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { findFeeReceiptSettings } from '#sync/gateway/store/catalogue-store.ts';
import type { Transaction } from '#sync/gateway/store/database.ts';
import { findBookOfRequest, takeFeeReceiptBook } from '#sync/gateway/store/fee-receipts-store.ts';
import { lockStation } from '#sync/gateway/store/stations-store.ts';
import type { FeeReceiptBookRequest, FeeReceiptBookResponse } from '#sync/protocol/messages.ts';
import { seriesOf } from './fee-receipt-series.ts';
import { parseSettings } from './money-facts.ts';
import { findEarlier, recordRequest } from './number-request.ts';
import type { GatewayProblem } from './problems.ts';
import type { ServiceDeps, StationIdentity } from './service-deps.ts';

const DECEMBER = '12';

/**
 * Leases a book of official numbers, which the station uses in rising order (NĐ 254/2026/NĐ-CP Đ25). Asking again with the
 * same `requestId` gives the same book. Books of a year follow one another without gaps, whoever asks at the same time;
 * what the gateway gives one by one comes from the same counter.
 */
export async function leaseFeeReceiptBook(
  deps: ServiceDeps,
  station: StationIdentity,
  request: FeeReceiptBookRequest,
): Promise<Result<FeeReceiptBookResponse, GatewayProblem>> {
  const { requestId, year, size } = request;
  const content = { kind: 'feeReceiptBook', year, size };
  return deps.database.transaction(async (tx) => {
    await lockStation(tx, station.stationId);
    const earlier = await findEarlier(tx, station, requestId, content);
    if (!earlier.ok) return earlier;
    if (earlier.value === undefined) {
      if (!isLeasable(year, deps.clock.today())) return err({ code: 'bookYearOutOfRange' });
      const taken = await takeBook(deps, tx, station, request);
      if (!taken.ok) return taken;
      await recordRequest(tx, station, requestId, content, deps.clock.now());
    }
    const book = await findBookOfRequest(tx, station.stationId, requestId);
    return book === undefined ? err({ code: 'feeReceiptNumbersExhausted' }) : ok({ book });
  });
}

/** The year that runs; in its last month the next one too, so that nobody waits for a number on the 1st of January. */
function isLeasable(year: number, today: LocalDate): boolean {
  const current = Number(today.slice(0, 4));
  return year === current || (today.slice(5, 7) === DECEMBER && year === current + 1);
}

async function takeBook(
  deps: ServiceDeps,
  tx: Transaction,
  { stationId, agencyCode }: StationIdentity,
  { requestId, year, size }: FeeReceiptBookRequest,
): Promise<Result<void, GatewayProblem>> {
  const settings = parseSettings(await findFeeReceiptSettings(tx, agencyCode));
  if (settings?.policy !== 'leased') return err({ code: 'feeReceiptsNotLeased' });
  await takeFeeReceiptBook(tx, seriesOf(settings, agencyCode, year), {
    feeReceiptBookId: deps.ids.next<FeeReceiptBookId>(),
    ...{ stationId, requestId, size, lastNumber: LAST_FEE_RECEIPT_NUMBER },
    collectingBody: settings.collectingBody,
    leasedAt: deps.clock.now(),
  });
  return ok(undefined);
}
