import type {
  ComponentPdf,
  ComponentPdfFailure,
  ComponentPdfInput,
} from '#shared/documents/component-pdf/component-pdf.ts';
import type { IntakeReceipt } from '#shared/domain/issued-document.ts';
import type { SeparatorSheet } from '#shared/domain/separator-sheet.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { TestPage } from '#shared/documents/test-page/render-test-page.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { PagePicture } from '#shared/documents/extract-page-pictures.ts';
import type { RenderedPaper } from '#shared/documents/intake-receipt/render-intake-receipt.ts';

/** What the window asks its papers worker; `requestId` pairs question and answer. */
export type PapersRequest =
  | {
      readonly requestId: number;
      readonly kind: 'renderIntakeReceipt';
      readonly content: IntakeReceipt;
      readonly copyNumber: number;
    }
  | { readonly requestId: number; readonly kind: 'inspectPdf' | 'extractPagePictures'; readonly bytes: Uint8Array }
  /** The pictures are handed over, not copied: the window has them no more. */
  | { readonly requestId: number; readonly kind: 'buildComponentPdf'; readonly input: ComponentPdfInput }
  | {
      readonly requestId: number;
      readonly kind: 'renderSeparatorSheets';
      readonly sheets: readonly SeparatorSheet[];
      readonly drawnAt: Instant;
    }
  | { readonly requestId: number; readonly kind: 'renderTestPage'; readonly page: TestPage };

export type PapersAnswer =
  | { readonly requestId: number; readonly kind: 'rendered'; readonly paper: RenderedPaper }
  | {
      readonly requestId: number;
      readonly kind: 'inspected';
      readonly result: Result<{ readonly pageCount: number }, AppError>;
    }
  | { readonly requestId: number; readonly kind: 'extracted'; readonly pages: readonly PagePicture[] | undefined }
  | {
      readonly requestId: number;
      readonly kind: 'componentPdfBuilt';
      readonly result: Result<ComponentPdf, ComponentPdfFailure>;
    }
  /** A defect in the worker: only the error's name crosses. */
  | { readonly requestId: number; readonly kind: 'failed'; readonly name: string };
