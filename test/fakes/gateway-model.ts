import { toCanonicalJson } from '#shared/kernel/canonical-json.ts';
import { bandOf } from '#shared/domain/number-space.ts';
import type { FeeReceiptBook } from '#shared/domain/money/fee-receipt-book.ts';
import type { Catalogue, NumberBlock } from '#shared/domain/office.ts';
import type { FeeReceiptBookId, NumberBlockId, OperationId, Sha256 } from '#shared/kernel/ids.ts';
import type { Instant, LocalDate } from '#shared/kernel/instant.ts';
import type { Clock, IdSource } from '#shared/kernel/ports.ts';
import type {
  BlobResponse,
  Change,
  ChangesResponse,
  DailyFeeReceiptsResponse,
  FeeReceiptBookRequest,
  ItemOutcome,
  LeaseRequest,
  LeaseResponse,
  ReturnRequest,
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
  /** Ranges returned, by request id. */
  readonly returns = new Map<string, ReturnRequest>();
  private readonly leases = new Map<string, { readonly content: string; readonly blocks: readonly NumberBlock[] }>();
  private readonly receiptBooks = new Map<string, { readonly content: string; readonly book: FeeReceiptBook }>();
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

  /** @returns `undefined` when the id was used for something else */
  lease({ requestId, days, size }: LeaseRequest): LeaseResponse | undefined {
    const band = bandOf(1);
    const content = toCanonicalJson({ days: [...new Set(days)].sort(), size });
    const known = this.leases.get(requestId);
    if (known !== undefined) return known.content === content ? { blocks: [...known.blocks], band } : undefined;
    const blocks = [...new Set(days)].sort().map((workingOn): NumberBlock => {
      const from = (this.lastNumbers.get(workingOn) ?? 0) + 1;
      this.lastNumbers.set(workingOn, from + size - 1);
      const numberBlockId = this.ids.next<NumberBlockId>();
      return { numberBlockId, agencyCode: 'H99.01', workingOn, from, to: from + size - 1 };
    });
    this.leases.set(requestId, { content, blocks });
    return { blocks, band };
  }

  /** @returns `undefined` when the id was used for something else */
  leaseReceiptBook({ requestId, year, size }: FeeReceiptBookRequest): FeeReceiptBook | undefined {
    const content = toCanonicalJson({ year, size });
    const known = this.receiptBooks.get(requestId);
    if (known !== undefined) return known.content === content ? known.book : undefined;
    const series = `receipts ${String(year)}`;
    const from = (this.lastNumbers.get(series) ?? 0) + 1;
    this.lastNumbers.set(series, from + size - 1);
    const book: FeeReceiptBook = {
      ...{ feeReceiptBookId: this.ids.next<FeeReceiptBookId>(), kind: 'feeReceipt', formSymbol: 'EBL01' },
      ...{ bookSerial: `${String(year).slice(2)}TAA`, year, from, to: from + size - 1 },
    };
    this.receiptBooks.set(requestId, { content, book });
    return book;
  }

  /** No payments come to this province, so every day is without receipts. */
  dailyReceipts(on: LocalDate): DailyFeeReceiptsResponse {
    return { on, agencyCode: 'H99.01', collectingBody: null, rows: [] };
  }

  /** Records a return, or says why not; the same request again is the same as once. */
  returnNumbers(request: ReturnRequest): 'recorded' | 'requestIdReused' | 'numbersNotLeased' {
    const known = this.returns.get(request.requestId);
    if (known !== undefined)
      return toCanonicalJson(known) === toCanonicalJson(request) ? 'recorded' : 'requestIdReused';
    const band = bandOf(1);
    const blocks = [...this.leases.values()].flatMap((lease) => lease.blocks);
    const areOwn = request.ranges.every(
      ({ workingOn, from, to }) =>
        (band.from === from && band.to === to) ||
        blocks.some((block) => block.workingOn === workingOn && block.from === from && block.to === to),
    );
    if (!areOwn) return 'numbersNotLeased';
    this.returns.set(request.requestId, request);
    return 'recorded';
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
