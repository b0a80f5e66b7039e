import type { PullOutcome } from '#sync/engine/index.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import type { Clock, IdSource } from '#shared/kernel/ports.ts';
import type { ChangeSink } from '#sync/ports/change-sink.ts';
import type { GatewayClient, GatewayFailure } from '#sync/ports/gateway-client.ts';
import type { LeaseRequest } from '#sync/protocol/messages.ts';
import type { Result } from '#shared/kernel/result.ts';
import { toPullOutcome } from './to-outcome.ts';

export interface LeasePolicy {
  /** How many working days, today's included, always have numbers. */
  readonly workingDaysAhead: number;
  /** Numbers asked for per day. */
  readonly blockSize: number;
  /** A day with fewer unused numbers than this gets another block. */
  readonly lowWater: number;
}

export const DEFAULT_LEASE_POLICY: LeasePolicy = { workingDaysAhead: 5, blockSize: 50, lowWater: 20 };

export interface NumberLeases {
  /** Leases blocks for the days that run low; asks nobody when none does. */
  topUp(): Promise<PullOutcome>;
  unusedToday(): Promise<number>;
}

export interface NumberLeasesDeps {
  readonly sink: ChangeSink;
  readonly gateway: GatewayClient;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly observe: <Value>(answer: Result<Value, GatewayFailure>) => Result<Value, GatewayFailure>;
}

/**
 * Numbers are leased ahead. A request keeps its id until its blocks are stored, so a lost answer costs nothing. The id
 * lives in memory only: if the app dies in between, the next request is a new one and those numbers stay unused.
 */
export function createNumberLeases(deps: NumberLeasesDeps, policy: LeasePolicy): NumberLeases {
  let pending: LeaseRequest | undefined;

  async function nextRequest(today: LocalDate): Promise<LeaseRequest | undefined> {
    if (pending?.days.every((day) => day >= today) === true) return pending;
    const days = await lowDays(deps.sink, today, policy);
    return days.length === 0 ? undefined : { requestId: deps.ids.next(), days, size: policy.blockSize };
  }

  return {
    async topUp() {
      pending = await nextRequest(deps.clock.today());
      const nothing = { kind: 'done', hasMore: false, isCatalogueStale: false } as const;
      if (pending === undefined) return { ...nothing, hasContacted: false };
      const answer = deps.observe(await deps.gateway.leaseNumbers(pending));
      if (!answer.ok) {
        if (answer.error.code === 'rejected') pending = undefined;
        return toPullOutcome(answer.error);
      }
      await deps.sink.addNumberBlocks(answer.value.blocks);
      pending = undefined;
      return { ...nothing, hasContacted: true };
    },
    async unusedToday() {
      const today = deps.clock.today();
      return (await deps.sink.readUnusedNumbers(today)).get(today) ?? 0;
    },
  };
}

/** Today always counts: an office may open on a day off. */
async function lowDays(sink: ChangeSink, today: LocalDate, policy: LeasePolicy): Promise<LocalDate[]> {
  const [days, unused] = await Promise.all([
    sink.readWorkingDays(today, policy.workingDaysAhead),
    sink.readUnusedNumbers(today),
  ]);
  return [...new Set([today, ...days])].filter((day) => (unused.get(day) ?? 0) < policy.lowWater);
}
