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
  readonly gateway: Pick<GatewayClient, 'leaseNumbers' | 'returnNumbers'>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly observe: <Value>(answer: Result<Value, GatewayFailure>) => Result<Value, GatewayFailure>;
}

/** Leasing again after a kept request was answered late: that one may have been for days that are over. */
const MOST_LEASES_AT_ONCE = 2;

const DONE = { kind: 'done', hasMore: false, isCatalogueStale: false } as const;

/**
 * Numbers are leased ahead and, when their day is over, returned. Every request is kept in storage before it is sent and
 * until its answer is stored, so neither a lost answer nor the death of the app wastes a number or loses sight of one.
 */
export function createNumberLeases(deps: NumberLeasesDeps, policy: LeasePolicy): NumberLeases {
  return {
    async topUp() {
      const leased = await lease(deps, policy);
      if (leased.kind !== 'done') return leased;
      const returned = await returnPassed(deps);
      if (returned.kind !== 'done') return returned;
      return { ...DONE, hasContacted: leased.hasContacted || returned.hasContacted };
    },
    async unusedToday() {
      const today = deps.clock.today();
      return (await deps.sink.readUnusedNumbers(today)).get(today) ?? 0;
    },
  };
}

async function lease(deps: NumberLeasesDeps, policy: LeasePolicy): Promise<PullOutcome> {
  const { sink, gateway } = deps;
  let hasContacted = false;
  for (let asked = 0; asked < MOST_LEASES_AT_ONCE; asked += 1) {
    const request = (await sink.readLeaseRequest()) ?? (await makeRequest(deps, policy));
    if (request === undefined) break;
    const answer = deps.observe(await gateway.leaseNumbers(request));
    if (!answer.ok) {
      // Refused for good: nothing was leased under this id, and the next request has another one.
      if (answer.error.code === 'rejected') await sink.keepLeaseRequest(undefined);
      return toPullOutcome(answer.error);
    }
    hasContacted = true;
    const { blocks, band } = answer.value;
    await sink.addNumberBlocks(blocks, band);
  }
  return { ...DONE, hasContacted };
}

/** A new request, kept before anybody hears of it; `undefined` when no day runs low. */
async function makeRequest(deps: NumberLeasesDeps, policy: LeasePolicy): Promise<LeaseRequest | undefined> {
  const days = await lowDays(deps.sink, deps.clock.today(), policy);
  if (days.length === 0) return undefined;
  const request = { requestId: deps.ids.next(), days, size: policy.blockSize };
  await deps.sink.keepLeaseRequest(request);
  return request;
}

/** What is left of days that are over is told to the province: a number unused is a number accounted for. */
async function returnPassed({ sink, gateway, clock, ids, observe }: NumberLeasesDeps): Promise<PullOutcome> {
  const request = await sink.closeNumbers(clock.today(), ids.next());
  if (request === undefined) return { ...DONE, hasContacted: false };
  const answer = observe(await gateway.returnNumbers(request));
  if (answer.ok) {
    await sink.settleReturn(request.requestId, true);
    return { ...DONE, hasContacted: true };
  }
  // Refused for good, so nothing was recorded: the numbers stay ours. Leasing is not held up by it.
  if (answer.error.code !== 'rejected') return toPullOutcome(answer.error);
  await sink.settleReturn(request.requestId, false);
  return { ...DONE, hasContacted: true };
}

/** Today always counts: an office may open on a day off. */
async function lowDays(sink: ChangeSink, today: LocalDate, policy: LeasePolicy): Promise<LocalDate[]> {
  const [days, unused] = await Promise.all([
    sink.readWorkingDays(today, policy.workingDaysAhead),
    sink.readUnusedNumbers(today),
  ]);
  return [...new Set([today, ...days])].filter((day) => (unused.get(day) ?? 0) < policy.lowWater);
}
