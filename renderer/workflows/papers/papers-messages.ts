import type {
  ComponentPdf,
  ComponentPdfFailure,
  ComponentPdfInput,
} from '#shared/documents/component-pdf/component-pdf.ts';
import type { DossierRegisterBook, DossierRegisterRow } from '#shared/domain/papers/dossier-register.ts';
import type { PaperContent } from '#shared/domain/papers/paper-content.ts';
import type { ThermalSlip } from '#shared/domain/papers/thermal-slip.ts';
import type { SeparatorSheet } from '#shared/domain/separator-sheet.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { TestPage } from '#shared/documents/test-page/render-test-page.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { PagePicture } from '#shared/documents/extract-page-pictures.ts';
import type { RegisterProgress } from '#shared/documents/papers/register-book.ts';
import type { PaperOptions } from '#shared/documents/render-paper.ts';
import type { RenderedPaper } from '#shared/documents/rendered-paper.ts';

/** A slip as the bytes for a raw queue of an ESC/POS printer. */
export interface ThermalPrint {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly missingGlyphs: readonly string[];
}

/** What the window asks its papers worker; `requestId` pairs question and answer. */
export type PapersRequest =
  | {
      readonly requestId: number;
      readonly kind: 'renderPaper';
      readonly content: PaperContent;
      readonly options: PaperOptions;
    }
  | {
      readonly requestId: number;
      readonly kind: 'renderThermal';
      readonly content: ThermalSlip;
      readonly options: PaperOptions;
    }
  /** A book is asked for in steps; `bookId` says which one, since several may be under way. */
  | {
      readonly requestId: number;
      readonly kind: 'openRegister';
      readonly bookId: number;
      readonly book: DossierRegisterBook;
      readonly options: PaperOptions;
    }
  | {
      readonly requestId: number;
      readonly kind: 'addRegisterRows';
      readonly bookId: number;
      readonly rows: readonly DossierRegisterRow[];
    }
  | { readonly requestId: number; readonly kind: 'finishRegister' | 'dropRegister'; readonly bookId: number }
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
  | { readonly requestId: number; readonly kind: 'thermalRendered'; readonly slip: ThermalPrint }
  | { readonly requestId: number; readonly kind: 'registerGrown'; readonly progress: RegisterProgress }
  | { readonly requestId: number; readonly kind: 'registerDropped' }
  /** A defect in the worker: only the error's name crosses. */
  | { readonly requestId: number; readonly kind: 'failed'; readonly name: string };
