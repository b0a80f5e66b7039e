import type { OperationId, Sha256, StationId } from '#shared/kernel/ids.ts';
import type { Hasher } from '#shared/kernel/ports.ts';
import type { CommitLock } from '#sync/ports/commit-lock.ts';
import type { StationKey } from '#sync/ports/station-key.ts';
import { PROTOCOL_VERSION, type OperationHeader } from '#sync/protocol/operation.ts';
import { operationHash, operationSigningText } from '#sync/protocol/signing.ts';
import type { NewOperation } from './changes.ts';
import { findReplacedRows } from './replaced-rows.ts';
import { rowsOfLine } from './repositories/outbox-lines.ts';
import type { CounterDatabase } from './schema/database.ts';
import type { OutboxRow } from './schema/rows.ts';

/** What operations are numbered, signed and chained with. */
export interface Sealing {
  /** The enrolled station, whose running numbers the operations carry. */
  readonly stationId: () => StationId;
  readonly key: Pick<StationKey, 'sign'>;
  readonly hasher: Hasher;
  readonly lock: CommitLock;
}

/** Where the station's chain and the lines concerned end. */
export interface ChainEnd {
  /** 0 before the first operation. */
  readonly stationSequence: number;
  readonly operationHash: Sha256 | null;
  /** Last sequence of each line that gets an operation. */
  readonly lineEnds: ReadonlyMap<string, number>;
  /** A repaired operation stands in the place of the refused one, so that what comes after it can follow. */
  readonly places: ReadonlyMap<OperationId, number>;
}

/** Reads where the next operations go. Rows are never removed, so while the last number stands all of it is true. */
export async function readChainEnd(
  database: CounterDatabase,
  hasher: Hasher,
  lineKeys: Iterable<string>,
  operations: readonly NewOperation[] = [],
): Promise<ChainEnd> {
  const [last, replaced, ...ends] = await database.transaction('r', database.outbox, () =>
    Promise.all([
      database.outbox.orderBy('stationSequence').last(),
      findReplacedRows(database, operations),
      ...[...new Set(lineKeys)].map(async (lineKey) => [lineKey, await endOfLine(database, lineKey)] as const),
    ]),
  );
  return {
    stationSequence: last?.stationSequence ?? 0,
    operationHash: last === undefined ? null : await operationHash(hasher, last),
    lineEnds: new Map(ends),
    places: new Map([...(replaced ?? [])].map(([operationId, row]) => [operationId, row.sequence])),
  };
}

/** Whether the chain's end was read for these operations. */
export function isEndFor({ lineEnds }: ChainEnd, operations: readonly NewOperation[]): boolean {
  return operations.every(({ lineKey, replaces }) => replaces === undefined && lineEnds.has(lineKey));
}

/** The last running number of the station; 0 before the first operation. */
export async function findLastStationSequence(database: CounterDatabase): Promise<number> {
  const [last] = await database.outbox.orderBy('stationSequence').reverse().limit(1).keys();
  return typeof last === 'number' ? last : 0;
}

type UnsignedRow = OperationHeader & Omit<NewOperation, keyof OperationHeader>;

/**
 * Gives each operation its running number, its place in its line and the hash of the one before it, in the order given,
 * and signs them all at once.
 */
export async function sealOperations(
  sealing: Sealing,
  operations: readonly NewOperation[],
  end: ChainEnd,
): Promise<readonly OutboxRow[]> {
  const lineEnds = new Map(end.lineEnds);
  const headers: UnsignedRow[] = [];
  for (const operation of operations) {
    const before = headers.at(-1);
    const place = end.places.get(operation.operationId);
    const sequence = place ?? (lineEnds.get(operation.lineKey) ?? 0) + 1;
    if (place === undefined) lineEnds.set(operation.lineKey, sequence);
    const { replaces, ...parts } = operation;
    headers.push({
      ...parts,
      ...(replaces === undefined ? {} : { replaces: [...replaces] }),
      dependsOn: [...operation.dependsOn],
      stationId: sealing.stationId(),
      stationSequence: end.stationSequence + headers.length + 1,
      sequence,
      protocolVersion: PROTOCOL_VERSION,
      previousHash: before === undefined ? end.operationHash : await operationHash(sealing.hasher, before),
    });
  }
  return Promise.all(headers.map((header) => signRow(sealing, header)));
}

async function signRow(sealing: Sealing, header: UnsignedRow): Promise<OutboxRow> {
  return {
    ...header,
    dependsOn: [...header.dependsOn],
    signature: await sealing.key.sign(operationSigningText(header)),
    state: 'queued',
    attempts: 0,
    lastAttemptAt: null,
    parkedReason: null,
    settledAt: null,
  };
}

async function endOfLine(database: CounterDatabase, lineKey: string): Promise<number> {
  const line = rowsOfLine(database, lineKey);
  // Nearly every line begins here, and counting is one request where looking for the last is several.
  if ((await line.clone().count()) === 0) return 0;
  const [key] = await line.reverse().limit(1).keys();
  return Array.isArray(key) && typeof key[1] === 'number' ? key[1] : 0;
}
