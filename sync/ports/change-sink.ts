import type { Catalogue, NumberBand, NumberBlock } from '#shared/domain/office.ts';
import type { FeeReceiptBook } from '#shared/domain/money/fee-receipt-book.ts';
import type { Instant, LocalDate } from '#shared/kernel/instant.ts';
import type { Change, FeeReceiptBookRequest, LeaseRequest, ReturnRequest } from '#sync/protocol/messages.ts';

/** Where what the province says is written. Each method is one transaction. */
export interface ChangeSink {
  /** The cursor of the last applied page; 0 at first. */
  readCursor(): Promise<number>;
  /** Applies the changes and moves the cursor together. Unknown kinds are kept as deferred. */
  applyChanges(changes: readonly Change[], nextCursor: number, at: Instant): Promise<void>;
  /** Applies kept changes that this build has learnt to read, in their order; gives how many. Run at every start. */
  replayDeferred(): Promise<number>;
  /** Version of the stored catalogue, or `undefined` before the first one. */
  readCatalogueVersion(): Promise<number | undefined>;
  /** Replaces the catalogue; older procedure versions stay readable for dossiers taken under them. */
  replaceCatalogue(catalogue: Catalogue): Promise<void>;
  /** Numbers still unused per day, from `from` on. */
  readUnusedNumbers(from: LocalDate): Promise<ReadonlyMap<LocalDate, number>>;
  /** The next days with office hours, beginning with `from` itself when it is one. */
  readWorkingDays(from: LocalDate, howMany: number): Promise<readonly LocalDate[]>;
  /**
   * Adds blocks and ends the kept lease request. A block already known by its id is left as it is, and so is a band that
   * is already known.
   */
  addNumberBlocks(blocks: readonly NumberBlock[], band?: NumberBand): Promise<void>;
  /** The lease request that has been made and not answered yet; survives the death of the app. */
  readLeaseRequest(): Promise<LeaseRequest | undefined>;
  /** Keeps the request before it is sent; `undefined` forgets it. */
  keepLeaseRequest(request: LeaseRequest | undefined): Promise<void>;
  /**
   * Takes the numbers of the days before `before` out of use for good and gives what is to be returned, under
   * `requestId`. A return begun earlier and not settled is given again, as it was. `undefined` when there is nothing.
   */
  closeNumbers(before: LocalDate, requestId: string): Promise<ReturnRequest | undefined>;
  /** `isRecorded` false: the province refused the return, so the numbers are in use again. */
  settleReturn(requestId: string, isRecorded: boolean): Promise<void>;
  /** Official fee receipt numbers of the year that are left; `undefined` where the province leases none. */
  readUnusedReceiptNumbers(year: number): Promise<number | undefined>;
  /** The request for a book that has been made and not answered yet; survives the death of the app. */
  readReceiptBookRequest(): Promise<FeeReceiptBookRequest | undefined>;
  /** Keeps the request before it is sent; `undefined` forgets it. */
  keepReceiptBookRequest(request: FeeReceiptBookRequest | undefined): Promise<void>;
  /** Adds a leased book and ends the kept request. A book that is known keeps its place. */
  addReceiptBook(book: FeeReceiptBook): Promise<void>;
}
