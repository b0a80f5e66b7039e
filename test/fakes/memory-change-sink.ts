import type { Catalogue, NumberBand, NumberBlock } from '#shared/domain/office.ts';
import type { Instant, LocalDate } from '#shared/kernel/instant.ts';
import type { ChangeSink } from '#sync/ports/change-sink.ts';
import type { Change, LeaseRequest, ReturnRequest } from '#sync/protocol/messages.ts';

const KNOWN_KINDS = ['dossierStateChanged', 'catalogueChanged', 'officialCodeAssigned'];

/** What the province says, in memory. */
export class MemoryChangeSink implements ChangeSink {
  cursor = 0;
  catalogue: Catalogue | undefined;
  readonly applied: Change[] = [];
  readonly deferred: Change[] = [];
  readonly blocks: Map<string, NumberBlock> = new Map();
  band: NumberBand | undefined;
  leaseRequest: LeaseRequest | undefined;
  /** Returns by request id, in the order begun. */
  readonly returns = new Map<string, { readonly request: ReturnRequest; readonly state: 'begun' | 'recorded' }>();
  /** Numbers already used per day. */
  readonly used = new Map<LocalDate, number>();
  /** Days with office hours, ascending. */
  workingDays: readonly LocalDate[] = [];
  /** Writes reject while true. */
  isFailing = false;

  readCursor(): Promise<number> {
    return Promise.resolve(this.cursor);
  }

  async applyChanges(changes: readonly Change[], nextCursor: number, _at: Instant): Promise<void> {
    await this.enter();
    for (const change of changes) (KNOWN_KINDS.includes(change.kind) ? this.applied : this.deferred).push(change);
    this.cursor = nextCursor;
  }

  readCatalogueVersion(): Promise<number | undefined> {
    return Promise.resolve(this.catalogue?.catalogueVersion);
  }

  async replaceCatalogue(catalogue: Catalogue): Promise<void> {
    await this.enter();
    this.catalogue = catalogue;
  }

  readUnusedNumbers(from: LocalDate): Promise<ReadonlyMap<LocalDate, number>> {
    const unused = new Map<LocalDate, number>();
    const closed = new Set([...this.returns.values()].flatMap(({ request }) => request.ranges.map(keyOf)));
    for (const block of this.blocks.values()) {
      if (block.workingOn < from || closed.has(keyOf(block))) continue;
      unused.set(block.workingOn, (unused.get(block.workingOn) ?? 0) + block.to - block.from + 1);
    }
    for (const [day, count] of this.used) if (day >= from) unused.set(day, (unused.get(day) ?? 0) - count);
    return Promise.resolve(unused);
  }

  readWorkingDays(from: LocalDate, howMany: number): Promise<readonly LocalDate[]> {
    return Promise.resolve(this.workingDays.filter((day) => day >= from).slice(0, howMany));
  }

  async addNumberBlocks(blocks: readonly NumberBlock[], band?: NumberBand): Promise<void> {
    await this.enter();
    this.leaseRequest = undefined;
    this.band ??= band;
    for (const block of blocks) if (!this.blocks.has(block.numberBlockId)) this.blocks.set(block.numberBlockId, block);
  }

  readLeaseRequest(): Promise<LeaseRequest | undefined> {
    return Promise.resolve(this.leaseRequest);
  }

  async keepLeaseRequest(request: LeaseRequest | undefined): Promise<void> {
    await this.enter();
    this.leaseRequest = request;
  }

  async closeNumbers(before: LocalDate, requestId: string): Promise<ReturnRequest | undefined> {
    await this.enter();
    const returns = [...this.returns.values()];
    const begun = returns.find(({ state }) => state === 'begun');
    if (begun !== undefined) return begun.request;
    const closed = new Set(returns.flatMap(({ request }) => request.ranges.map(keyOf)));
    const ranges = [...this.blocks.values()]
      .filter((block) => block.workingOn < before && !closed.has(keyOf(block)))
      .map(({ workingOn, from, to }) => ({ workingOn, from, to, next: from }))
      .sort((a, b) => a.workingOn.localeCompare(b.workingOn) || a.from - b.from);
    if (ranges.length === 0) return undefined;
    const request = { requestId, ranges };
    this.returns.set(requestId, { request, state: 'begun' });
    return request;
  }

  async settleReturn(requestId: string, isRecorded: boolean): Promise<void> {
    await this.enter();
    const settled = this.returns.get(requestId);
    if (settled === undefined) return;
    if (isRecorded) this.returns.set(requestId, { ...settled, state: 'recorded' });
    else this.returns.delete(requestId);
  }

  private async enter(): Promise<void> {
    await Promise.resolve();
    if (this.isFailing) throw new Error('sink failed');
  }
}

function keyOf({ workingOn, from }: Pick<NumberBlock, 'workingOn' | 'from'>): string {
  return `${workingOn}/${String(from)}`;
}
