import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { UnitOfWork } from '#renderer/data/unit-of-work.ts';
import type { HostBridge } from '#renderer/host/host-bridge.ts';
import type { RenderedPaper } from '#shared/documents/intake-receipt/render-intake-receipt.ts';
import type { IntakeReceipt } from '#shared/domain/issued-document.ts';
import type { SeparatorSheet } from '#shared/domain/separator-sheet.ts';
import type { Officer, Shift } from '#shared/domain/office.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Clock, Hasher, IdSource, Logger } from '#shared/kernel/ports.ts';
import type { Result } from '#shared/kernel/result.ts';

/** Draws and checks PDFs away from the window's thread. */
export interface Papers {
  /** @param copyNumber 1 for the original, 2 for the first reprint … */
  renderIntakeReceipt(content: IntakeReceipt, copyNumber: number): Promise<RenderedPaper>;
  renderSeparatorSheets(sheets: readonly SeparatorSheet[], drawnAt: Instant): Promise<RenderedPaper>;
  inspectPdf(bytes: Uint8Array): Promise<Result<{ readonly pageCount: number }, AppError>>;
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
  isPinRight(pin: string, verifier: Officer['pinVerifier']): Promise<boolean>;
  /** `undefined` when the bytes do not decode as an image. */
  inspectImage(image: Blob): Promise<{ readonly widthPx: number; readonly heightPx: number } | undefined>;
  /** The QR symbol that is large on its page, if there is one, read away from the window's thread. */
  readLargeCode(picture: Blob): Promise<Result<{ readonly texts: readonly string[] }, AppError>>;
  /** Tells the sync runner that there is something new; returns at once. */
  nudgeSync(): void;
}

/** Who is at the counter: every workflow that writes says who did it and in which shift. */
export interface Session {
  readonly officer: Officer;
  readonly shift: Shift;
}
