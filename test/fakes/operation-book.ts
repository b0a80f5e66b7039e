import { createHash } from 'node:crypto';
import { toCanonicalJson } from '#shared/kernel/canonical-json.ts';
import type { OperationId, Sha256, StationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { IdSource } from '#shared/kernel/ports.ts';
import { PROTOCOL_VERSION, type Operation, type OperationKind } from '#sync/protocol/operation.ts';
import { SeededIds } from './seeded-random.ts';

export interface NewEntry {
  readonly lineKey?: string;
  readonly kind?: OperationKind;
  readonly payload?: unknown;
  readonly dependsOn?: readonly OperationId[];
  readonly protocolVersion?: number;
}

/** The right shape, and no more: for tests in which nobody verifies, and there are thousands of operations. */
export const OPAQUE_SIGNATURE = 'A'.repeat(86);
const OPAQUE_HASH = '0'.repeat(64) as Sha256;

/** Numbers operations as a station does: running number of the station, sequence within the line, hash of the payload. */
export class OperationBook {
  readonly stationId: StationId;
  readonly ids: IdSource;
  private readonly lineEnds = new Map<string, number>();
  private stationSequence = 0;

  constructor(ids: IdSource = new SeededIds(1)) {
    this.ids = ids;
    this.stationId = ids.next<StationId>();
  }

  /** A line of its own for a new dossier, or a shift. */
  newLine(kind: 'dossier' | 'shift' = 'dossier'): string {
    return `${kind}:${this.ids.next()}`;
  }

  write(entry: NewEntry = {}): Operation {
    const lineKey = entry.lineKey ?? this.newLine();
    const sequence = (this.lineEnds.get(lineKey) ?? 0) + 1;
    this.lineEnds.set(lineKey, sequence);
    this.stationSequence += 1;
    const payload = entry.payload ?? { sample: this.stationSequence };
    return {
      operationId: this.ids.next<OperationId>(),
      stationId: this.stationId,
      stationSequence: this.stationSequence,
      lineKey,
      sequence,
      protocolVersion: entry.protocolVersion ?? PROTOCOL_VERSION,
      kind: entry.kind ?? 'acceptDossier',
      payload,
      payloadHash: sha256Of(toCanonicalJson(payload)),
      createdAt: new Date(Date.UTC(2026, 10, 20, 1, 0, this.stationSequence)).toISOString() as Instant,
      dependsOn: [...(entry.dependsOn ?? [])],
      previousHash: this.stationSequence === 1 ? null : OPAQUE_HASH,
      signature: OPAQUE_SIGNATURE,
    };
  }

  /** A corrected operation in the place of a refused one. */
  repair(refused: Operation, payload: unknown = { repaired: this.stationSequence + 1 }): Operation {
    this.stationSequence += 1;
    return {
      ...refused,
      operationId: this.ids.next<OperationId>(),
      stationSequence: this.stationSequence,
      payload,
      payloadHash: sha256Of(toCanonicalJson(payload)),
      createdAt: new Date(Date.UTC(2026, 10, 20, 1, 0, this.stationSequence)).toISOString() as Instant,
      replaces: [...(refused.replaces ?? []), refused.operationId],
    };
  }

  /** The row of a scan: it goes after the operation that names it. */
  writeBlob(bytes: Uint8Array, dependsOn: readonly OperationId[] = []): Operation {
    const hash = sha256Of(bytes);
    const payload = { hash, mediaType: 'image/jpeg', sizeBytes: bytes.byteLength };
    return this.write({ lineKey: `blob:${hash}`, kind: 'storeBlob', payload, dependsOn });
  }
}

export function sha256Of(content: string | Uint8Array): Sha256 {
  return createHash('sha256').update(content).digest('hex') as Sha256;
}
