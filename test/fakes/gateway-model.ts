import { toCanonicalJson } from '#shared/kernel/canonical-json.ts';
import type { Catalogue, NumberBlock } from '#shared/domain/office.ts';
import type { NumberBlockId, OperationId, Sha256 } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Clock, IdSource } from '#shared/kernel/ports.ts';
import type {
  BlobResponse,
  Change,
  ChangesResponse,
  ItemOutcome,
  LeaseRequest,
  RefusalCode,
} from '#sync/protocol/messages.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { sha256Of } from './operation-book.ts';

/** A province in memory, for what the client relies on: idempotency, order in lines, blobs by hash, leases, changes. */
export class GatewayModel {
  /** Operations in the order their effects happened; one entry per effect. */
  readonly applied: Operation[] = [];
  readonly blobs: Map<Sha256, BlobResponse> = new Map();
  /** Operations to be refused, with the province's reason. */
  readonly refusals = new Map<string, { readonly code: RefusalCode; readonly detail: string }>();
  /** Hashes whose next uploads arrive damaged, and how many of them. */
  readonly damagedUploads = new Map<Sha256, number>();
  readonly changes: Change[] = [];
  catalogue: Catalogue | undefined;
  private readonly acceptances = new Map<string, { readonly payloadHash: string; readonly acceptedAt: Instant }>();
  private readonly lineEnds = new Map<string, number>();
  private readonly leases = new Map<string, readonly NumberBlock[]>();
  private readonly lastNumbers = new Map<string, number>();
  private readonly clock: Pick<Clock, 'now'>;
  private readonly ids: IdSource;

  constructor(clock: Pick<Clock, 'now'>, ids: IdSource) {
    this.clock = clock;
    this.ids = ids;
  }

  apply(operations: readonly Operation[]): ItemOutcome[] {
    return operations.map((operation) => this.applyOne(operation));
  }

  /** @returns `undefined` when the bytes do not match the hash */
  storeBlob(hash: Sha256, bytes: Uint8Array): BlobResponse | undefined {
    const known = this.blobs.get(hash);
    if (known !== undefined) return known;
    const damaged = this.damagedUploads.get(hash) ?? 0;
    if (damaged > 0) this.damagedUploads.set(hash, damaged - 1);
    if (damaged > 0 || sha256Of(bytes) !== hash) return undefined;
    const stored = { hash, sizeBytes: bytes.byteLength, storedAt: this.clock.now() };
    this.blobs.set(hash, stored);
    return stored;
  }

  lease({ requestId, days, size }: LeaseRequest): readonly NumberBlock[] {
    const known = this.leases.get(requestId);
    if (known !== undefined) return known;
    const blocks = days.map((workingOn): NumberBlock => {
      const from = (this.lastNumbers.get(workingOn) ?? 0) + 1;
      this.lastNumbers.set(workingOn, from + size - 1);
      const numberBlockId = this.ids.next<NumberBlockId>();
      return { numberBlockId, agencyCode: 'H99.01', workingOn, from, to: from + size - 1 };
    });
    this.leases.set(requestId, blocks);
    return blocks;
  }

  /** Adds something for the station to pull. */
  announce(kind: string, payload: unknown): void {
    this.changes.push({ changeNumber: this.changes.length + 1, kind, payload });
  }

  /** @returns `undefined` when the cursor is beyond the last change */
  changesAfter(cursor: number, limit: number): ChangesResponse | undefined {
    if (cursor > this.changes.length) return undefined;
    const page = this.changes.slice(cursor, cursor + limit);
    const nextCursor = cursor + page.length;
    return { changes: page, nextCursor, hasMore: nextCursor < this.changes.length };
  }

  private applyOne(operation: Operation): ItemOutcome {
    const { operationId, lineKey, sequence, payloadHash, payload, replaces = [] } = operation;
    const known = this.acceptances.get(operationId);
    if (known?.payloadHash === payloadHash)
      return { operationId, outcome: 'alreadyAccepted', acceptedAt: known.acceptedAt };
    if (known !== undefined) return refused(operationId, 'operationIdReused');
    if (sha256Of(toCanonicalJson(payload)) !== payloadHash) return refused(operationId, 'payloadHashMismatch');
    const refusal = this.refusals.get(operationId);
    if (refusal !== undefined) return { operationId, outcome: 'refused', ...refusal };
    if (replaces.some((id) => this.acceptances.has(id))) return refused(operationId, 'replacedAlreadyAccepted');
    const expected = (this.lineEnds.get(lineKey) ?? 0) + 1;
    if (sequence < expected) return refused(operationId, 'outOfOrder');
    if (sequence > expected) return { operationId, outcome: 'retryLater' };
    const acceptedAt = this.clock.now();
    this.acceptances.set(operationId, { payloadHash, acceptedAt });
    this.lineEnds.set(lineKey, sequence);
    this.applied.push(operation);
    return { operationId, outcome: 'accepted', acceptedAt };
  }
}

function refused(operationId: OperationId, code: RefusalCode): ItemOutcome {
  return { operationId, outcome: 'refused', code, detail: 'Hồ sơ không được chấp nhận (DỮ LIỆU MẪU).' };
}
