import type { PullKind, PullOutcome } from '#sync/engine/index.ts';
import type { Clock, IdSource, Logger } from '#shared/kernel/ports.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { ChangeSink } from '#sync/ports/change-sink.ts';
import type { GatewayClient, GatewayFailure } from '#sync/ports/gateway-client.ts';
import type { ChangeKind } from '#sync/protocol/changes.ts';
import type { ChangesResponse } from '#sync/protocol/messages.ts';
import type { NumberLeases } from './number-leases.ts';
import { topUpReceiptBooks } from './receipt-books.ts';
import { toPullOutcome } from './to-outcome.ts';

/** Changes asked for in one page. */
const PAGE_SIZE = 200;

/** After these the catalogue is asked for and the leases are looked at: other working days need numbers. */
const OF_THE_CATALOGUE: readonly ChangeKind[] = ['catalogueChanged', 'workCalendarChanged'];

export interface PullDeps {
  readonly sink: ChangeSink;
  readonly gateway: GatewayClient;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly ids: IdSource;
  readonly leases: NumberLeases;
  readonly observe: <Value>(answer: Result<Value, GatewayFailure>) => Result<Value, GatewayFailure>;
}

/** Brings what the province has to say into the local store. Rejects only when local storage does. */
export function pull(deps: PullDeps, what: PullKind): Promise<PullOutcome> {
  switch (what) {
    case 'catalogue':
      return pullCatalogue(deps);
    case 'leases':
      return pullLeases(deps);
    case 'changes':
      return pullChanges(deps);
  }
}

/** Numbers of dossiers first: without them no official code is given; without official receipts there are slips. */
async function pullLeases(deps: PullDeps): Promise<PullOutcome> {
  const leased = await deps.leases.topUp();
  if (leased.kind !== 'done') return leased;
  const books = await topUpReceiptBooks(deps);
  return books.kind === 'done' ? { ...books, hasContacted: leased.hasContacted || books.hasContacted } : books;
}

async function pullCatalogue({ sink, gateway, observe }: PullDeps): Promise<PullOutcome> {
  const answer = observe(await gateway.fetchCatalogue(await sink.readCatalogueVersion()));
  if (!answer.ok) return toPullOutcome(answer.error);
  if (answer.value !== undefined) await sink.replaceCatalogue(answer.value);
  return { kind: 'done', hasContacted: true, hasMore: false, isCatalogueStale: false };
}

async function pullChanges({ sink, gateway, clock, logger, observe }: PullDeps): Promise<PullOutcome> {
  const cursor = await sink.readCursor();
  const answer = observe(await gateway.fetchChanges(cursor, PAGE_SIZE));
  if (!answer.ok) {
    if (answer.error.code === 'rejected') {
      logger.warn('sync.changesRejected', { problemCode: answer.error.details?.problemCode, cursor });
    }
    return toPullOutcome(answer.error);
  }
  const { changes, nextCursor, hasMore } = answer.value;
  if (!advances(cursor, answer.value)) {
    logger.error('sync.cursorDidNotAdvance', { cursor, nextCursor });
    return { kind: 'refused' };
  }
  if (nextCursor > cursor) await sink.applyChanges(changes, nextCursor, clock.now());
  const isCatalogueStale = changes.some((change) => OF_THE_CATALOGUE.some((kind) => kind === change.kind));
  return { kind: 'done', hasContacted: true, hasMore, isCatalogueStale };
}

/** A page with something in it, or with more behind it, must lead on; otherwise it would be asked for for ever. */
function advances(cursor: number, { changes, nextCursor, hasMore }: ChangesResponse): boolean {
  return changes.length > 0 || hasMore ? nextCursor > cursor : nextCursor >= cursor;
}
