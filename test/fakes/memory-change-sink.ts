import { decideCorrection, decideProcedureResult, decideStateStep } from '#shared/domain/decide-province-change.ts';
import type { ProvinceDecision } from '#shared/domain/decide-province-change.ts';
import type { Announcement } from '#shared/domain/announcement.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { NoticeRecord } from '#shared/domain/notice.ts';
import type { FeeReceiptBook } from '#shared/domain/money/fee-receipt-book.ts';
import type { Catalogue, NumberBand, NumberBlock, Officer } from '#shared/domain/office.ts';
import { emptyProvinceRecord, type Conflict, type ProvinceRecord } from '#shared/domain/province-record.ts';
import type { WorkCalendarData } from '#shared/domain/work-calendar-data.ts';
import type { DossierId, NoticeId } from '#shared/kernel/ids.ts';
import type { Instant, LocalDate } from '#shared/kernel/instant.ts';
import type { ChangeSink } from '#sync/ports/change-sink.ts';
import { parseChange, type ChangePayload, type KnownChange } from '#sync/protocol/changes.ts';
import type { Change, FeeReceiptBookRequest, LeaseRequest, ReturnRequest } from '#sync/protocol/messages.ts';

/** Kinds that count as applied even with a payload that tests of the runner made up. */
const KNOWN_KINDS = ['dossierStateChanged', 'catalogueChanged'];

type OfficerAccount = ChangePayload<'officerChanged'> & { readonly changeNumber: number };

/** What the province says, in memory. */
export class MemoryChangeSink implements ChangeSink {
  cursor = 0;
  catalogue: Catalogue | undefined;
  readonly applied: Change[] = [];
  deferred: Change[] = [];
  readonly dossiers: Map<DossierId, Dossier> = new Map();
  readonly records: Map<DossierId, ProvinceRecord> = new Map();
  readonly conflicts: Map<number, Conflict> = new Map();
  readonly accounts: Map<string, OfficerAccount> = new Map();
  readonly announcements: Map<string, { readonly changeNumber: number; readonly value: Announcement | null }> =
    new Map();
  calendar: WorkCalendarData | undefined;
  readonly notices: Map<NoticeId, NoticeRecord> = new Map();
  /** Dossiers with something on their line that is not acknowledged. */
  readonly withOpenOperations: Set<DossierId> = new Set();
  readonly blocks: Map<string, NumberBlock> = new Map();
  band: NumberBand | undefined;
  leaseRequest: LeaseRequest | undefined;
  readonly receiptBooks: Map<string, FeeReceiptBook> = new Map();
  receiptBookRequest: FeeReceiptBookRequest | undefined;
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
    for (const change of changes) {
      const isApplied = this.apply(change) || KNOWN_KINDS.includes(change.kind);
      (isApplied ? this.applied : this.deferred).push(change);
    }
    this.cursor = nextCursor;
  }

  async replayDeferred(): Promise<number> {
    await this.enter();
    const before = this.deferred;
    this.deferred = [];
    for (const change of before) (this.apply(change) ? this.applied : this.deferred).push(change);
    return before.length - this.deferred.length;
  }

  /** The accounts that may sign in, as the catalogue and the province together say. */
  get officers(): readonly Officer[] {
    const officers = new Map((this.catalogue?.officers ?? []).map((officer) => [officer.officerId, officer]));
    for (const { officerId, officer, overCatalogueVersion } of this.accounts.values()) {
      if (officer !== null && overCatalogueVersion >= (this.catalogue?.catalogueVersion ?? 0))
        officers.set(officerId, officer);
    }
    return [...officers.values()].filter(({ officerId }) => this.accounts.get(officerId)?.isBlocked !== true);
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

  readUnusedReceiptNumbers(year: number): Promise<number | undefined> {
    if (this.catalogue?.feeReceipts?.policy !== 'leased') return Promise.resolve(undefined);
    const books = [...this.receiptBooks.values()].filter((book) => book.year === year);
    return Promise.resolve(books.reduce((sum, { from, to }) => sum + to - from + 1, 0));
  }

  readReceiptBookRequest(): Promise<FeeReceiptBookRequest | undefined> {
    return Promise.resolve(this.receiptBookRequest);
  }

  async keepReceiptBookRequest(request: FeeReceiptBookRequest | undefined): Promise<void> {
    await this.enter();
    this.receiptBookRequest = request;
  }

  async addReceiptBook(book: FeeReceiptBook): Promise<void> {
    await this.enter();
    this.receiptBookRequest = undefined;
    if (!this.receiptBooks.has(book.feeReceiptBookId)) this.receiptBooks.set(book.feeReceiptBookId, book);
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

  private apply(change: Change): boolean {
    const known = parseChange(change);
    if (known === undefined) return false;
    return this.applyToOffice(known) ?? this.applyToDossier(known);
  }

  private applyToOffice(known: KnownChange): true | undefined {
    const { kind, payload, changeNumber } = known;
    if (kind === 'workCalendarChanged') {
      const isNewer = payload.workCalendar.calendarVersion > (this.calendar?.calendarVersion ?? 0);
      if (isNewer) this.calendar = payload.workCalendar;
    } else if (kind === 'officerChanged') {
      const stored = this.accounts.get(payload.officerId);
      if (stored !== undefined && stored.changeNumber >= changeNumber) return true;
      const officer = payload.officer ?? stored?.officer ?? null;
      const overCatalogueVersion =
        payload.officer === null && stored !== undefined ? stored.overCatalogueVersion : payload.overCatalogueVersion;
      this.accounts.set(payload.officerId, { ...payload, officer, overCatalogueVersion, changeNumber });
    } else if (kind === 'announcementPublished' || kind === 'announcementWithdrawn') {
      const stored = this.announcements.get(payload.announcementId);
      if (stored !== undefined && stored.changeNumber >= changeNumber) return true;
      const value = kind === 'announcementPublished' ? payload : null;
      this.announcements.set(payload.announcementId, { changeNumber, value });
    } else if (kind === 'noticeStateChanged') {
      const held = this.notices.get(payload.noticeId);
      if (held === undefined || (held.province?.changeNumber ?? 0) >= changeNumber) return true;
      const { state, failureCode, changedAt } = payload;
      this.notices.set(payload.noticeId, { ...held, province: { state, failureCode, changedAt, changeNumber } });
    } else if (kind !== 'catalogueChanged') return undefined;
    return true;
  }

  private applyToDossier({ kind, payload, changeNumber }: KnownChange): boolean {
    if (!('dossierId' in payload)) return false;
    const { dossierId } = payload;
    const dossier = this.dossiers.get(dossierId);
    if (dossier === undefined) return true;
    const record = this.records.get(dossierId) ?? emptyProvinceRecord(dossierId);
    const held = { dossier, record, hasOpenOperations: this.withOpenOperations.has(dossierId) };
    if (kind === 'officialCodeAssigned') {
      const { provisionalCode, dossierCode, orderNumber } = payload;
      if (dossier.dossierCode === provisionalCode) {
        this.dossiers.set(dossierId, { ...dossier, dossierCode, orderNumber, provisionalCode });
      }
      return true;
    }
    if (kind === 'dossierStateChanged') return this.write(decideStateStep(held, { ...payload, changeNumber }));
    if (kind === 'procedureResultReady')
      return this.write(decideProcedureResult(held, changeNumber, payload.procedureResult));
    if (kind !== 'dossierCorrected') return false;
    const decided = decideCorrection(held, { ...payload, changeNumber });
    return decided.ok && this.write(decided.value);
  }

  private write(decision: ProvinceDecision): true {
    if (decision === null) return true;
    const { dossier, record, conflict } = decision;
    this.dossiers.set(dossier.dossierId, dossier);
    this.records.set(dossier.dossierId, record);
    if (conflict !== null && !this.conflicts.has(conflict.changeNumber)) {
      this.conflicts.set(conflict.changeNumber, conflict);
    }
    return true;
  }

  private async enter(): Promise<void> {
    await Promise.resolve();
    if (this.isFailing) throw new Error('sink failed');
  }
}

function keyOf({ workingOn, from }: Pick<NumberBlock, 'workingOn' | 'from'>): string {
  return `${workingOn}/${String(from)}`;
}
