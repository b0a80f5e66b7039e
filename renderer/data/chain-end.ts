import type { OperationId, Sha256 } from '#shared/kernel/ids.ts';
import type { Hasher } from '#shared/kernel/ports.ts';
import { operationHash } from '#sync/protocol/signing.ts';
import type { NewOperation } from './changes.ts';
import { findReplacedRows } from './replaced-rows.ts';
import { rowsOfLine } from './repositories/outbox-lines.ts';
import type { CounterDatabase } from './schema/database.ts';
import type { OutboxRow } from './schema/rows.ts';

/** Where the station's chain and the lines concerned end. */
export interface ChainEnd {
  /** 0 before the first operation. */
  readonly stationSequence: number;
  readonly operationHash: Sha256 | null;
  /** Last sequence of each line that gets an operation. */
  readonly lineEnds: ReadonlyMap<string, number>;
  /** Lines that nobody has looked up: they are taken to be new, which the transaction has to find true. */
  readonly takenAsNew: readonly string[];
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
    takenAsNew: [],
    places: new Map([...(replaced ?? [])].map(([operationId, row]) => [operationId, row.sequence])),
  };
}

/** Whether the chain's end was read for these operations. */
export function isEndFor({ lineEnds }: ChainEnd, operations: readonly NewOperation[]): boolean {
  return operations.every(({ lineKey, replaces }) => replaces === undefined && lineEnds.has(lineKey));
}

/** Whether the chain still ends where it was read. Part of the transaction that goes on from there. */
export async function isStillTheEnd(database: CounterDatabase, end: ChainEnd): Promise<boolean> {
  const [last, ...counts] = await Promise.all([
    findLastStationSequence(database),
    ...end.takenAsNew.map((lineKey) => rowsOfLine(database, lineKey).count()),
  ]);
  return last === end.stationSequence && counts.every((count) => count === 0);
}

/** The last running number of the station; 0 before the first operation. */
async function findLastStationSequence(database: CounterDatabase): Promise<number> {
  const [last] = await database.outbox.orderBy('stationSequence').reverse().limit(1).keys();
  return typeof last === 'number' ? last : 0;
}

async function endOfLine(database: CounterDatabase, lineKey: string): Promise<number> {
  const line = rowsOfLine(database, lineKey);
  // Nearly every line begins here, and counting is one request where looking for the last is several.
  if ((await line.clone().count()) === 0) return 0;
  const [key] = await line.reverse().limit(1).keys();
  return Array.isArray(key) && typeof key[1] === 'number' ? key[1] : 0;
}

/** More lines than a day has; beyond it only those of the last commit are kept. */
const MOST_LINES = 5_000;

/**
 * Where the last commit of this window has left the chain, so that the next one need not read it while a citizen waits.
 * What other windows have added since is found out in the transaction.
 */
export class ChainMemory {
  readonly #lineEnds = new Map<string, number>();
  #last: Pick<ChainEnd, 'stationSequence' | 'operationHash'> | undefined;

  get isEmpty(): boolean {
    return this.#last === undefined;
  }

  recall(lineKeys: readonly string[]): ChainEnd | undefined {
    if (this.#last === undefined) return undefined;
    return {
      ...this.#last,
      lineEnds: new Map(lineKeys.map((lineKey) => [lineKey, this.#lineEnds.get(lineKey) ?? 0])),
      takenAsNew: lineKeys.filter((lineKey) => !this.#lineEnds.has(lineKey)),
      places: new Map(),
    };
  }

  /** @param rows what was written after `end` */
  keep(end: ChainEnd, rows: readonly OutboxRow[], lastHash: Sha256): void {
    if (this.#lineEnds.size >= MOST_LINES) this.#lineEnds.clear();
    const written = [...end.lineEnds, ...rows.map(({ lineKey, sequence }) => [lineKey, sequence] as const)];
    for (const [lineKey, sequence] of written) {
      this.#lineEnds.set(lineKey, Math.max(sequence, this.#lineEnds.get(lineKey) ?? 0));
    }
    this.#last = { stationSequence: end.stationSequence + rows.length, operationHash: lastHash };
  }
}
