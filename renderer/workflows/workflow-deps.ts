import type { RegisterRun } from './papers/draw-register.ts';
import type { ThermalPrint } from './papers/papers-messages.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { UnitOfWork } from '#renderer/data/unit-of-work.ts';
import type { HostBridge } from '#renderer/host/host-bridge.ts';
import type { PagePicture } from '#shared/documents/extract-page-pictures.ts';
import type {
  ComponentPdf,
  ComponentPdfFailure,
  ComponentPdfInput,
} from '#shared/documents/component-pdf/component-pdf.ts';
import type { PaperOptions } from '#shared/documents/render-paper.ts';
import type { RenderedPaper } from '#shared/documents/rendered-paper.ts';
import type { DossierRegisterBook, DossierRegisterRow } from '#shared/domain/papers/dossier-register.ts';
import type { PaperContent } from '#shared/domain/papers/paper-content.ts';
import type { ThermalSlip } from '#shared/domain/papers/thermal-slip.ts';
import type { TestPage } from '#shared/documents/test-page/render-test-page.ts';
import type { SeparatorSheet } from '#shared/domain/separator-sheet.ts';
import type { Officer, Shift } from '#shared/domain/office.ts';
import type { DigitisedPaper } from '#shared/domain/reuse.ts';
import type { AdjustedPage, DrawnPage } from '#shared/imaging/adjusted-page.ts';
import type { Quad } from '#shared/imaging/quad.ts';
import type { TiffProblem } from '#shared/imaging/tiff-pages.ts';
import type { RecognisedPage } from '#shared/domain/recognised-page.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { Instant, LocalDate } from '#shared/kernel/instant.ts';
import type { Clock, Hasher, IdSource, Logger } from '#shared/kernel/ports.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { DailyFeeReceiptsResponse } from '#sync/protocol/messages.ts';

/** Draws and checks PDFs away from the window's thread. */
export interface Papers {
  /** `options.copyNumber` is 1 for the original, 2 for the first reprint … */
  renderPaper(content: PaperContent, options: PaperOptions): Promise<RenderedPaper>;
  /** The slip of an 80 mm printer as ESC/POS bytes. */
  renderThermal(content: ThermalSlip, options: PaperOptions): Promise<ThermalPrint>;
  /** The follow-up book of a year from slices of rows; `undefined` when `signal` was aborted. */
  renderRegister(
    book: DossierRegisterBook,
    slices: AsyncIterable<readonly DossierRegisterRow[]>,
    options: PaperOptions & RegisterRun,
  ): Promise<RenderedPaper | undefined>;
  /** The pictures are handed over: the caller may not read them any more. */
  buildComponentPdf(input: ComponentPdfInput): Promise<Result<ComponentPdf, ComponentPdfFailure>>;
  renderSeparatorSheets(sheets: readonly SeparatorSheet[], drawnAt: Instant): Promise<RenderedPaper>;
  renderTestPage(page: TestPage): Promise<RenderedPaper>;
  inspectPdf(bytes: Uint8Array): Promise<Result<{ readonly pageCount: number }, AppError>>;
  /** The pages of a PDF that holds nothing but scans; `undefined` for any other, which stays the file that it is. */
  extractPagePictures(bytes: Uint8Array): Promise<readonly PagePicture[] | undefined>;
}

/** Works on pictures of pages away from the window's thread. */
export interface ImageWork {
  /** Orientation, deskew, crop, contrast, size budget. `undefined` when it does not decode. */
  adjustPage(image: Blob): Promise<AdjustedPage | undefined>;
  /** A small JPEG for lists. */
  drawThumbnail(image: Blob, maxSidePx: number): Promise<Blob | undefined>;
  /** A page that is damaged counts: drawing it gives `undefined`. */
  countTiffPages(file: Blob): Promise<Result<number, TiffProblem>>;
  /** @param pageIndex from 0 */
  drawTiffPage(file: Blob, pageIndex: number): Promise<DrawnPage | undefined>;
  /** In pixels of the frame, clockwise from the top left. @param frame is used up */
  findPageCorners(frame: ImageBitmap): Promise<Quad | undefined>;
  /** Lays the page between the corners flat. @param picture a frame is used up */
  straighten(picture: Blob | ImageBitmap, corners: Quad): Promise<AdjustedPage | undefined>;
}

/** Reads the text of scanned pages, one at a time, on a thread of its own. */
export interface PageReader {
  /**
   * What can be read on a page; a blank page, or one with too many pixels to be decoded, has no lines.
   * `readingStopped`: asked for through `signal`, which ends the work at once, or the page took longer than any page does.
   * @param image a JPEG or PNG
   * @param turnedBy how far it is turned before it is read; what is read stands in pixels of the turned page
   */
  read(
    image: Blob,
    signal: AbortSignal,
    turnedBy?: ScannedPage['turnedBy'],
  ): Promise<Result<RecognisedPage, AppError<'notAPicture' | 'readerUnavailable' | 'readingStopped'>>>;
  /** Gives the engine's memory back when nothing is being read; the next page starts it again. */
  rest(): void;
}

/** What every officer action may use. Built once by the composition root. */
export interface WorkflowDeps {
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly hasher: Hasher;
  readonly logger: Logger;
  readonly database: CounterDatabase;
  readonly unitOfWork: UnitOfWork;
  readonly host: HostBridge;
  readonly papers: Papers;
  readonly imageWork: ImageWork;
  readonly pageReader: PageReader;
  isPinRight(pin: string, verifier: Officer['pinVerifier']): Promise<boolean>;
  /** `undefined` when the bytes do not decode as an image. */
  inspectImage(image: Blob): Promise<{ readonly widthPx: number; readonly heightPx: number } | undefined>;
  /** What the province's store of the citizen holds; fails when it cannot be asked now. */
  findStoredPapers(applicantNumber: string): Promise<Result<readonly DigitisedPaper[], AppError>>;
  /** The QR symbol that is large on its page, if there is one, read away from the window's thread. */
  readLargeCode(picture: Blob): Promise<Result<{ readonly texts: readonly string[] }, AppError>>;
  /** The official fee receipts of the agency on one day, as the province has them; fails when it cannot be asked now. */
  fetchDailyFeeReceipts(on: LocalDate): Promise<Result<DailyFeeReceiptsResponse, AppError>>;
  /** Tells the sync runner that there is something new; returns at once. */
  nudgeSync(): void;
}

/** Who is at the counter: every workflow that writes says who did it and in which shift. */
export interface Session {
  readonly officer: Officer;
  readonly shift: Shift;
}
