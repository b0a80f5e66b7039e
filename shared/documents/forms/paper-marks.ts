import type { PageDrawing } from '#shared/documents/layout/drawing.ts';
import type { PaperSize } from '#shared/documents/layout/page-painter.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { FormFrame } from './lay-out-form.ts';
import type { PaperLanguage } from './form-style.ts';

/** Liên: which of the two identical prints this is. */
export type PaperPart = 'applicant' | 'office';

/** What tells one print of a paper from another. */
export interface PrintMarks {
  /** 1 is the original, 2 the first reprint. */
  readonly copyNumber: number;
  readonly part: PaperPart;
  readonly language: PaperLanguage;
}

/** A paper before it is painted. */
export interface LaidOutPaper {
  readonly pages: readonly PageDrawing[];
  readonly size: PaperSize;
  /** Shown by viewers and print queues: no personal data. */
  readonly title: string;
  readonly issuedAt: Instant;
}

/** The frame of a paper with these marks. */
export function frameOf(
  content: Pick<FormFrame, 'isSample' | 'formVersion'>,
  marks: PrintMarks,
  own: Omit<FormFrame, 'isSample' | 'formVersion' | 'copyNumber' | 'language'>,
): FormFrame {
  const { isSample, formVersion } = content;
  return { ...own, isSample, formVersion, copyNumber: marks.copyNumber, language: marks.language };
}
