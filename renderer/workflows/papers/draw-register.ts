import type { RegisterProgress } from '#shared/documents/papers/register-book.ts';
import type { PaperOptions } from '#shared/documents/render-paper.ts';
import type { RenderedPaper } from '#shared/documents/rendered-paper.ts';
import type { DossierRegisterBook, DossierRegisterRow } from '#shared/domain/papers/dossier-register.ts';

/** What a long print tells and hears on its way. */
export interface RegisterRun {
  /** After each slice. */
  readonly onProgress?: (progress: RegisterProgress) => void;
  /** Aborted: drawing ends after the slice under way and what was drawn is let go. */
  readonly signal?: AbortSignal;
}

/** The steps of one book; each is answered before the next is asked, so that no slice piles up. */
export interface RegisterSteps {
  open(book: DossierRegisterBook, options: PaperOptions): Promise<unknown>;
  addRows(rows: readonly DossierRegisterRow[]): Promise<RegisterProgress>;
  finish(): Promise<RenderedPaper>;
  drop(): Promise<unknown>;
}

/**
 * Draws the follow-up book from slices of rows as they are read.
 * @returns `undefined` when it was cancelled
 */
export async function drawRegister(
  steps: RegisterSteps,
  book: DossierRegisterBook,
  slices: AsyncIterable<readonly DossierRegisterRow[]>,
  options: PaperOptions & RegisterRun,
): Promise<RenderedPaper | undefined> {
  const { onProgress, signal, ...paperOptions } = options;
  await steps.open(book, paperOptions);
  let isFinished = false;
  try {
    for await (const rows of slices) {
      if (signal?.aborted === true) return undefined;
      const progress = await steps.addRows(rows);
      onProgress?.(progress);
    }
    if (signal?.aborted === true) return undefined;
    const paper = await steps.finish();
    isFinished = true;
    return paper;
  } finally {
    if (!isFinished) await steps.drop();
  }
}
