import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { UnitOfWork } from '#renderer/data/unit-of-work.ts';
import type { HostBridge } from '#renderer/host/host-bridge.ts';
import type { RenderedPaper } from '#shared/documents/intake-receipt/render-intake-receipt.ts';
import type { IntakeReceipt } from '#shared/domain/issued-document.ts';
import type { Officer, Shift } from '#shared/domain/office.ts';
import type { RecognisedPage } from '#shared/domain/recognised-page.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { Clock, Hasher, IdSource, Logger } from '#shared/kernel/ports.ts';
import type { Result } from '#shared/kernel/result.ts';

/** Draws and checks PDFs away from the window's thread. */
export interface Papers {
  /** @param copyNumber 1 for the original, 2 for the first reprint … */
  renderIntakeReceipt(content: IntakeReceipt, copyNumber: number): Promise<RenderedPaper>;
  inspectPdf(bytes: Uint8Array): Promise<Result<{ readonly pageCount: number }, AppError>>;
}

/** Reads the text of scanned pages, one at a time, on a thread of its own. */
export interface PageReader {
  /**
   * What can be read on a page; a blank page, or one with too many pixels to be decoded, has no lines.
   * `readingStopped`: asked for through `signal`, which ends the work at once, or the page took longer than any page does.
   * @param image a JPEG or PNG, upright
   */
  read(
    image: Blob,
    signal: AbortSignal,
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
  readonly pageReader: PageReader;
  isPinRight(pin: string, verifier: Officer['pinVerifier']): Promise<boolean>;
  /** `undefined` when the bytes do not decode as an image. */
  inspectImage(image: Blob): Promise<{ readonly widthPx: number; readonly heightPx: number } | undefined>;
  /** Tells the sync runner that there is something new; returns at once. */
  nudgeSync(): void;
}

/** Who is at the counter: every workflow that writes says who did it and in which shift. */
export interface Session {
  readonly officer: Officer;
  readonly shift: Shift;
}
