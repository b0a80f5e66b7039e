import * as v from 'valibot';
import type { NumberBand, NumberBlock } from '#shared/domain/office.ts';
import { localDateSchema, type LocalDate } from '#shared/kernel/instant.ts';
import { fromRow } from '#renderer/data/row-codec.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { NumberBlockRow } from '#renderer/data/schema/rows.ts';
import { keepNumberBand } from './number-supply.ts';

const LEASE_REQUEST_KEY = 'leaseRequest';

/** Ranges that one return may name; more go with the next one. */
const MOST_RANGES = 500;

const leaseRequestSchema = v.object({ requestId: v.string(), days: v.array(localDateSchema), size: v.number() });
type LeaseRequest = v.InferOutput<typeof leaseRequestSchema>;

interface ReturnRequest {
  readonly requestId: string;
  readonly ranges: Pick<NumberBlockRow, 'workingOn' | 'from' | 'to' | 'next'>[];
}

/** The lease that has been asked for and whose blocks are not stored yet. */
export async function findLeaseRequest(database: CounterDatabase): Promise<LeaseRequest | undefined> {
  const row = await database.settings.get(LEASE_REQUEST_KEY);
  if (row === undefined) return undefined;
  const parsed = fromRow(leaseRequestSchema, row.value);
  return parsed.ok ? parsed.value : undefined;
}

/** @param request `undefined` when there is nothing more to ask for again */
export async function putLeaseRequest(database: CounterDatabase, request: LeaseRequest | undefined): Promise<void> {
  if (request === undefined) await database.settings.delete(LEASE_REQUEST_KEY);
  else await database.settings.put({ key: LEASE_REQUEST_KEY, value: request });
}

/** Adds what was leased and ends the request, together: a request that is still there has not been answered. */
export async function addNumberBlocks(
  database: CounterDatabase,
  blocks: readonly NumberBlock[],
  band: NumberBand | undefined,
): Promise<void> {
  await database.transaction('rw', database.numberBlocks, database.settings, async () => {
    const known = await database.numberBlocks.bulkGet(blocks.map((block) => block.numberBlockId));
    const fresh = blocks.filter((_, index) => known[index] === undefined);
    await database.numberBlocks.bulkAdd(fresh.map((block) => ({ ...block, next: block.from })));
    if (band !== undefined) await keepNumberBand(database, band);
    await putLeaseRequest(database, undefined);
  });
}

/**
 * Closes the leased and band numbers of the days before `before` and gives what is to be returned. From here on none of
 * them is handed out any more, whatever the clock says, also when the answer is lost. A return that was begun and not
 * answered comes first, as it was.
 */
export async function closeNumbers(
  database: CounterDatabase,
  before: LocalDate,
  requestId: string,
): Promise<ReturnRequest | undefined> {
  return database.transaction('rw', database.numberBlocks, async () => {
    const rows = (await database.numberBlocks.toArray()).filter((row) => row.isReturned !== true);
    const begun = rows.find((row) => row.closedBy !== undefined)?.closedBy;
    if (begun !== undefined) {
      return toReturnRequest(
        begun,
        rows.filter((row) => row.closedBy === begun),
      );
    }
    const passed = rows
      .filter((row) => row.workingOn < before && row.kind !== 'provisional')
      .slice(0, MOST_RANGES)
      .map((row) => ({ ...row, closedBy: requestId }));
    if (passed.length === 0) return undefined;
    await database.numberBlocks.bulkPut(passed);
    return toReturnRequest(requestId, passed);
  });
}

/** @param isRecorded false when the province has refused the return for good: the numbers are this station's as before */
export async function settleReturn(database: CounterDatabase, requestId: string, isRecorded: boolean): Promise<void> {
  await database.transaction('rw', database.numberBlocks, async () => {
    const rows = (await database.numberBlocks.toArray()).filter((row) => row.closedBy === requestId);
    await database.numberBlocks.bulkPut(
      rows.map((row) => {
        if (isRecorded) return { ...row, isReturned: true };
        const { closedBy: _closed, ...open } = row;
        return open;
      }),
    );
  });
}

function toReturnRequest(requestId: string, rows: readonly NumberBlockRow[]): ReturnRequest {
  const ranges = rows
    .map(({ workingOn, from, to, next }) => ({ workingOn, from, to, next }))
    .sort((a, b) => a.workingOn.localeCompare(b.workingOn) || a.from - b.from);
  return { requestId, ranges };
}
