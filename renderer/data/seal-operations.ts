import type { StationId } from '#shared/kernel/ids.ts';
import type { Hasher } from '#shared/kernel/ports.ts';
import type { CommitLock } from '#sync/ports/commit-lock.ts';
import type { StationKey } from '#sync/ports/station-key.ts';
import { PROTOCOL_VERSION, type OperationHeader } from '#sync/protocol/operation.ts';
import { operationHash, operationSigningText } from '#sync/protocol/signing.ts';
import type { ChainEnd } from './chain-end.ts';
import type { NewOperation } from './changes.ts';
import type { OutboxRow } from './schema/rows.ts';

/** What operations are numbered, signed and chained with. */
export interface Sealing {
  /** The enrolled station, whose running numbers the operations carry. */
  readonly stationId: () => StationId;
  readonly key: Pick<StationKey, 'sign'>;
  readonly hasher: Hasher;
  readonly lock: CommitLock;
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
