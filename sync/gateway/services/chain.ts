import type { OperationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Logger } from '#shared/kernel/ports.ts';
import {
  findChainLinks,
  insertChainBreaks,
  insertChainLinks,
  type ChainBreak,
  type ChainLink,
} from '#sync/gateway/store/chain-store.ts';
import { insertChanges } from '#sync/gateway/store/changes-store.ts';
import type { Queryable, Transaction } from '#sync/gateway/store/database.ts';
import type { OperationHeader } from '#sync/protocol/operation.ts';
import type { StationIdentity } from './service-deps.ts';
import { hashOperation } from './verify-operations.ts';

export function toChainLink(operation: OperationHeader): ChainLink {
  const { stationSequence, operationId, previousHash } = operation;
  return { stationSequence, operationId, operationHash: hashOperation(operation), previousHash };
}

/** What is known of a chain, and of the ids in question. */
export interface ChainFacts {
  /** By running number of the station. */
  readonly links: Map<number, ChainLink>;
  /** Ids that an applied operation of some station carries. */
  readonly linkedIds: Set<OperationId>;
}

/** The links of these operations and at both sides of each. */
export async function readChainFacts(
  db: Queryable,
  { stationId }: StationIdentity,
  operations: readonly Pick<OperationHeader, 'stationSequence' | 'operationId'>[],
): Promise<ChainFacts> {
  if (operations.length === 0) return { links: new Map(), linkedIds: new Set() };
  const around = operations.flatMap(({ stationSequence: at }) => [at - 1, at, at + 1]);
  const ids = operations.map(({ operationId }) => operationId);
  const found = await findChainLinks(db, stationId, [...new Set(around)], ids);
  const ours = found.filter((link) => link.stationId === stationId);
  return {
    links: new Map(ours.map((link) => [link.stationSequence, link])),
    linkedIds: new Set(found.map(({ operationId }) => operationId)),
  };
}

/**
 * Where `added` does not fit what is known on either side. An unknown neighbour, one that has not arrived or was refused,
 * contradicts nothing.
 * @param links all that is known, `added` included
 */
export function findBreaks(links: ReadonlyMap<number, ChainLink>, added: readonly ChainLink[]): readonly ChainBreak[] {
  const joints = new Set(added.flatMap(({ stationSequence }) => [stationSequence, stationSequence + 1]));
  return [...joints].flatMap((stationSequence) => {
    const later = links.get(stationSequence);
    const earlier = links.get(stationSequence - 1);
    if (later === undefined) return [];
    const isFirst = stationSequence === 1;
    // Only the first operation of a station has nothing before it.
    const isFitting =
      earlier === undefined ? (later.previousHash === null) === isFirst : later.previousHash === earlier.operationHash;
    if (isFitting) return [];
    const { operationId, previousHash } = later;
    return [{ stationSequence, operationId, previousHash, expectedHash: earlier?.operationHash ?? null }];
  });
}

/**
 * Writes the links of applied operations in the transaction of their effects. A break stops nobody's dossier: it is kept
 * (ADR-0013).
 * @returns the breaks found, to be told to the station, and to be logged once the transaction is through
 */
export async function recordLinks(
  tx: Transaction,
  { stationId }: StationIdentity,
  links: ReadonlyMap<number, ChainLink>,
  added: readonly ChainLink[],
  now: Instant,
): Promise<readonly ChainBreak[]> {
  if (added.length === 0) return [];
  await insertChainLinks(tx, stationId, added, now);
  const found = findBreaks(links, added);
  if (found.length === 0) return [];
  const stationSequences = await insertChainBreaks(tx, stationId, found, now);
  return found.filter(({ stationSequence }) => stationSequences.includes(stationSequence));
}

/** Tells the station of its breaks, in the same transaction. */
export async function tellBreaks(
  tx: Transaction,
  { stationId }: StationIdentity,
  breaks: readonly ChainBreak[],
  now: Instant,
): Promise<void> {
  if (breaks.length === 0) return;
  const stationSequences = breaks.map(({ stationSequence }) => stationSequence);
  await insertChanges(tx, [stationId], 'chainBroken', { stationSequences }, now);
}

/**
 * The link of one operation outside a batch, under the station's lock; the same one again changes nothing.
 * @returns why it is refused, or the breaks found
 */
export async function recordSingleLink(
  tx: Transaction,
  station: StationIdentity,
  operation: OperationHeader,
  now: Instant,
): Promise<'sequenceReused' | 'operationIdReused' | readonly ChainBreak[]> {
  const link = toChainLink(operation);
  const { links, linkedIds } = await readChainFacts(tx, station, [link]);
  const known = links.get(link.stationSequence);
  if (known !== undefined) return known.operationHash === link.operationHash ? [] : 'sequenceReused';
  if (linkedIds.has(link.operationId)) return 'operationIdReused';
  links.set(link.stationSequence, link);
  const breaks = await recordLinks(tx, station, links, [link], now);
  await tellBreaks(tx, station, breaks, now);
  return breaks;
}

export function logBreaks(logger: Logger, { stationId }: StationIdentity, breaks: readonly ChainBreak[]): void {
  for (const { stationSequence, operationId } of breaks) {
    logger.warn('operation chain broken', { stationId, stationSequence, operationId });
  }
}
