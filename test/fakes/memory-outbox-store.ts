import { toCanonicalJson } from '#shared/kernel/canonical-json.ts';
import type { OperationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { OutboxRowHead, OutboxStore, ParkedReason } from '#sync/ports/outbox-store.ts';
import type { Operation } from '#sync/protocol/operation.ts';

export interface MemoryOutboxRow {
  readonly operation: Operation;
  readonly sizeBytes: number;
  attempts: number;
  lastAttemptAt: Instant | null;
  state: 'queued' | 'parked' | 'acknowledged' | 'replaced' | 'setAside';
  settledAt: Instant | null;
  parkedReason: ParkedReason | null;
}

export type OutboxMethod = Exclude<keyof OutboxStore, 'onRowsAdded'>;

/** The outbox in memory. Rows live as long as the object: hand it to a second runner to play a restart. */
export class MemoryOutboxStore implements OutboxStore {
  readonly rows = new Map<OperationId, MemoryOutboxRow>();
  /** Methods that reject as long as they are in here, like a full or damaged disk. */
  readonly failing = new Set<OutboxMethod>();
  /** Methods called, oldest first. */
  readonly calls: OutboxMethod[] = [];
  private readonly listeners = new Set<() => void>();

  /** What the unit of work does: rows appear together, then everybody hears of it. */
  add(...operations: readonly Operation[]): void {
    for (const operation of operations) {
      for (const id of operation.replaces ?? []) this.row(id).state = 'replaced';
      this.rows.set(operation.operationId, {
        operation,
        sizeBytes: sizeOf(operation),
        attempts: 0,
        lastAttemptAt: null,
        state: 'queued',
        settledAt: null,
        parkedReason: null,
      });
    }
    for (const listener of this.listeners) listener();
  }

  /** What the unit of work does with a held row that a supervisor ends. */
  setAside(id: OperationId): void {
    this.row(id).state = 'setAside';
  }

  /** Ids in a state, in the order written. */
  idsIn(state: MemoryOutboxRow['state']): OperationId[] {
    return [...this.rows.values()].filter((row) => row.state === state).map((row) => row.operation.operationId);
  }

  async loadOpenHeads(afterSequence = 0): Promise<readonly OutboxRowHead[]> {
    await this.enter('loadOpenHeads');
    return [...this.rows.values()]
      .flatMap((row) => (row.state === 'queued' || row.state === 'parked' ? [toHead(row, row.state)] : []))
      .filter((head) => head.stationSequence > afterSequence)
      .sort((a, b) => a.stationSequence - b.stationSequence);
  }

  async readOperations(ids: readonly OperationId[]): Promise<readonly Operation[]> {
    await this.enter('readOperations');
    return ids.map((id) => structuredClone(this.row(id).operation));
  }

  async recordAttempt(ids: readonly OperationId[], at: Instant): Promise<void> {
    await this.enter('recordAttempt');
    for (const row of ids.map((id) => this.row(id))) {
      row.attempts += 1;
      row.lastAttemptAt = at;
    }
  }

  async acknowledge(ids: readonly OperationId[], at: Instant): Promise<void> {
    await this.enter('acknowledge');
    for (const row of ids.map((id) => this.row(id))) {
      if (!isClosed(row)) Object.assign(row, { state: 'acknowledged', settledAt: at, parkedReason: null });
    }
  }

  async park(id: OperationId, reason: ParkedReason, at: Instant): Promise<void> {
    await this.enter('park');
    const row = this.row(id);
    if (!isClosed(row)) Object.assign(row, { state: 'parked', settledAt: at, parkedReason: reason });
  }

  async release(id: OperationId): Promise<boolean> {
    await this.enter('release');
    const row = this.row(id);
    if (row.state !== 'parked') return false;
    Object.assign(row, { state: 'queued', settledAt: null, parkedReason: null });
    return true;
  }

  onRowsAdded(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  private async enter(method: OutboxMethod): Promise<void> {
    this.calls.push(method);
    await Promise.resolve();
    if (this.failing.has(method)) throw new Error(`${method} failed`);
  }

  private row(id: OperationId): MemoryOutboxRow {
    const row = this.rows.get(id);
    if (row === undefined) throw new Error(`no outbox row ${id}`);
    return row;
  }
}

function isClosed(row: MemoryOutboxRow): boolean {
  return row.state !== 'queued' && row.state !== 'parked';
}

function sizeOf({ kind, payload }: Operation): number {
  if (kind === 'storeBlob') return (payload as { readonly sizeBytes: number }).sizeBytes;
  return new TextEncoder().encode(toCanonicalJson(payload)).byteLength;
}

function toHead(row: MemoryOutboxRow, state: OutboxRowHead['state']): OutboxRowHead {
  const { operationId, stationSequence, lineKey, sequence, kind, dependsOn, createdAt, replaces } = row.operation;
  const { sizeBytes, attempts } = row;
  const head = { operationId, stationSequence, lineKey, sequence, kind, dependsOn, createdAt };
  return { ...head, sizeBytes, attempts, state, ...(replaces === undefined ? {} : { replaces }) };
}
