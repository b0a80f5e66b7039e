import fc from 'fast-check';
import { toCanonicalJson } from '#shared/kernel/canonical-json.ts';
import type { DossierId, OperationId } from '#shared/kernel/ids.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { newId, sha256Of, type TestStation } from './gateway-station.ts';

/** Ways to cheat, and the answers of which one must be given. */
const ANSWERS = {
  /** Signed by another key, as an operation that may still come. */
  forged: ['signatureInvalid'],
  /** Changed after it was signed, its payload hash put right. */
  tampered: ['signatureInvalid'],
  /** Changed after it was signed. */
  damaged: ['payloadHashMismatch'],
  /** Sent again as it was. */
  replayed: ['alreadyAccepted'],
  /** Another operation under the id of one that was applied; signed. */
  idReused: ['operationIdReused'],
  /** Another operation under the running number of one that was applied; signed. */
  sequenceReused: ['sequenceReused'],
  /** Of another station, signed by it. */
  foreign: ['foreignStation'],
  garbage: ['malformedOperation'],
} as const;
type Trick = keyof typeof ANSWERS;

export interface SentItem {
  readonly item: unknown;
  readonly answers: readonly string[];
  /** Only these may leave something behind. */
  readonly isHonest: boolean;
}

export interface HostilePlan {
  readonly honest: number;
  /** In which order the honest ones are sent; what is missing goes at the end. */
  readonly order: readonly number[];
  /** After how many honest ones each trick is tried, and on which of them. */
  readonly tricks: readonly { readonly trick: Trick; readonly after: number; readonly on: number }[];
  readonly batchSize: number;
}

export const hostilePlans: fc.Arbitrary<HostilePlan> = fc.record({
  honest: fc.integer({ min: 1, max: 12 }),
  order: fc.array(fc.nat(11), { maxLength: 12 }),
  tricks: fc.array(
    fc.record({
      trick: fc.constantFrom(...(Object.keys(ANSWERS) as Trick[])),
      after: fc.nat(12),
      on: fc.nat(11),
    }),
    { maxLength: 16 },
  ),
  batchSize: fc.integer({ min: 1, max: 30 }),
});

/** The batches of the plan: what the station really did, in some order, and what a cheat mixes in. */
export function carryOut(plan: HostilePlan, station: TestStation, other: TestStation): readonly SentItem[][] {
  const made = Array.from({ length: plan.honest }, () => station.requestSupplement(newId<DossierId>()));
  const order = [...new Set([...plan.order.filter((place) => place < plan.honest), ...made.keys()])];
  const honest = order.flatMap((place) => made[place] ?? []);
  const items: SentItem[] = [];
  for (let sent = 0; sent <= honest.length; sent += 1) {
    for (const { trick, on } of plan.tricks.filter(({ after }) => after === sent)) {
      const target = honest[on % Math.max(sent, 1)];
      if (target === undefined || (sent === 0 && trick !== 'garbage')) continue;
      items.push({ item: cheat(trick, target, station, other), answers: ANSWERS[trick], isHonest: false });
    }
    const next = honest[sent];
    if (next !== undefined) items.push({ item: next, answers: ['accepted'], isHonest: true });
  }
  const batches: SentItem[][] = [];
  for (let at = 0; at < items.length; at += plan.batchSize) batches.push(items.slice(at, at + plan.batchSize));
  return batches;
}

function cheat(trick: Trick, target: Operation, station: TestStation, other: TestStation): unknown {
  const payload = { ...(target.payload as object), reason: 'Lý do khác' };
  const unknown: Operation = {
    ...target,
    operationId: newId<OperationId>(),
    stationSequence: target.stationSequence + 1_000,
    lineKey: `dossier:${newId()}`,
  };
  switch (trick) {
    case 'forged':
      return other.reseal(unknown);
    case 'tampered':
      return { ...unknown, payload, payloadHash: sha256Of(toCanonicalJson(payload)) };
    case 'damaged':
      return { ...target, payload };
    case 'replayed':
      return target;
    case 'idReused':
      return station.reseal({ ...unknown, operationId: target.operationId });
    case 'sequenceReused':
      return rightly(station, { ...unknown, stationSequence: target.stationSequence });
    case 'foreign':
      return other.requestSupplement(newId<DossierId>());
    case 'garbage':
      return { operationId: target.operationId, signature: target.signature };
  }
}

/** Signed, and with a payload that fits its line: nothing but the running number is wrong. */
function rightly(station: TestStation, operation: Operation): Operation {
  const dossierId = operation.lineKey.replace('dossier:', '');
  const payload = { ...(operation.payload as object), dossierId };
  return station.reseal({ ...operation, sequence: 1, payload, payloadHash: sha256Of(toCanonicalJson(payload)) });
}
