import type { PullOutcome } from '#sync/engine/index.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import type { Clock, IdSource } from '#shared/kernel/ports.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { ChangeSink } from '#sync/ports/change-sink.ts';
import type { GatewayClient, GatewayFailure } from '#sync/ports/gateway-client.ts';
import type { FeeReceiptBookRequest } from '#sync/protocol/messages.ts';
import { toPullOutcome } from './to-outcome.ts';

/** Official numbers asked for at once, and the count below which another book is asked for. */
const BOOK_SIZE = 200;
const LOW_WATER = 60;

const DECEMBER = '12';
const DONE = { kind: 'done', hasMore: false, isCatalogueStale: false } as const;

export interface ReceiptBooksDeps {
  readonly sink: ChangeSink;
  readonly gateway: Pick<GatewayClient, 'leaseFeeReceiptBook'>;
  readonly clock: Pick<Clock, 'today'>;
  readonly ids: IdSource;
  readonly observe: <Value>(answer: Result<Value, GatewayFailure>) => Result<Value, GatewayFailure>;
}

/**
 * Leases a book of official fee receipt numbers for each year that runs low, where the province leases them at all. The
 * request is kept before it is sent and until its book is stored, so a lost answer wastes no number.
 */
export async function topUpReceiptBooks(deps: ReceiptBooksDeps): Promise<PullOutcome> {
  const { sink, gateway, observe } = deps;
  let hasContacted = false;
  // One for a request that was kept, and one for each year.
  for (let asked = 0; asked < 3; asked += 1) {
    const request = (await sink.readReceiptBookRequest()) ?? (await makeRequest(deps));
    if (request === undefined) break;
    const answer = observe(await gateway.leaseFeeReceiptBook(request));
    hasContacted = true;
    if (answer.ok) await sink.addReceiptBook(answer.value.book);
    else if (answer.error.code === 'rejected') {
      // Refused for good: slips are handed out meanwhile, and leasing dossier numbers is not held up by it.
      await sink.keepReceiptBookRequest(undefined);
      break;
    } else return toPullOutcome(answer.error);
  }
  return { ...DONE, hasContacted };
}

/** Kept before anybody hears of it; `undefined` when no year runs low. */
async function makeRequest({ sink, clock, ids }: ReceiptBooksDeps): Promise<FeeReceiptBookRequest | undefined> {
  for (const year of yearsAt(clock.today())) {
    const unused = await sink.readUnusedReceiptNumbers(year);
    if (unused === undefined || unused >= LOW_WATER) continue;
    const request = { requestId: ids.next<string>(), year, size: BOOK_SIZE };
    await sink.keepReceiptBookRequest(request);
    return request;
  }
  return undefined;
}

/** In December the next year as well, so that nobody waits for a number on its first day. */
function yearsAt(today: LocalDate): readonly number[] {
  const year = Number(today.slice(0, 4));
  return today.slice(5, 7) === DECEMBER ? [year, year + 1] : [year];
}
