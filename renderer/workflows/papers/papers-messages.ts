import type { IntakeReceipt } from '#shared/domain/issued-document.ts';
import type { SeparatorSheet } from '#shared/domain/separator-sheet.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { RenderedPaper } from '#shared/documents/intake-receipt/render-intake-receipt.ts';

/** What the window asks its papers worker; `requestId` pairs question and answer. */
export type PapersRequest =
  | {
      readonly requestId: number;
      readonly kind: 'renderIntakeReceipt';
      readonly content: IntakeReceipt;
      readonly copyNumber: number;
    }
  | {
      readonly requestId: number;
      readonly kind: 'renderSeparatorSheets';
      readonly sheets: readonly SeparatorSheet[];
      readonly drawnAt: Instant;
    }
  | { readonly requestId: number; readonly kind: 'inspectPdf'; readonly bytes: Uint8Array };

export type PapersAnswer =
  | { readonly requestId: number; readonly kind: 'rendered'; readonly paper: RenderedPaper }
  | {
      readonly requestId: number;
      readonly kind: 'inspected';
      readonly result: Result<{ readonly pageCount: number }, AppError>;
    }
  /** A defect in the worker: only the error's name crosses. */
  | { readonly requestId: number; readonly kind: 'failed'; readonly name: string };
