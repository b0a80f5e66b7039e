import { useState } from 'react';
import type { ExtractionField, ExtractionFields, ExtractionProposal } from '#shared/domain/extraction/extraction.ts';
import {
  readTypedExtraction,
  toTypedExtraction,
  typedFrom,
  type ExtractionProblem,
  type ExtractionTextField,
  type TypedExtraction,
} from '#shared/domain/extraction/typed-extraction.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';

export interface ExtractionForm {
  readonly typed: TypedExtraction;
  /** The field the officer is at: its place on the page is shown. */
  readonly current: ExtractionField;
  /** Known only once confirming was tried. */
  readonly problems: readonly ExtractionProblem[];
  readonly isEmpty: boolean;
  /** Whether the value is as the engine read it. */
  readonly isAsRead: (field: ExtractionField) => boolean;
  readonly lookAt: (field: ExtractionField) => void;
  readonly setText: (field: ExtractionTextField, text: string) => void;
  readonly setDay: (day: LocalDate | undefined, text: string) => void;
  readonly confirm: () => void;
}

/**
 * The officer's values over what was proposed.
 * @param confirmed what was confirmed before, to be corrected
 */
export function useExtractionForm(
  proposal: ExtractionProposal,
  confirmed: ExtractionFields | undefined,
  onConfirm: (fields: ExtractionFields) => void,
): ExtractionForm {
  const [typed, setTyped] = useState(() =>
    confirmed === undefined ? toTypedExtraction(proposal) : typedFrom(confirmed),
  );
  const [current, setCurrent] = useState<ExtractionField>('numberSymbol');
  const [isTried, setIsTried] = useState(false);
  const read = readTypedExtraction(typed);
  const valueOf = (field: ExtractionField): string | undefined =>
    field === 'issuedOn' ? typed.issuedOn : typed.texts[field];
  return {
    typed,
    current,
    problems:
      isTried && !read.ok && read.error.code === 'extractionHasProblems' ? (read.error.details?.problems ?? []) : [],
    isEmpty: !read.ok && read.error.code === 'extractionEmpty',
    // What was confirmed has been looked at.
    isAsRead: (field) =>
      confirmed === undefined && proposal[field] !== undefined && proposal[field].value === valueOf(field),
    lookAt: setCurrent,
    setText: (field, text) => {
      setTyped((before) => ({ ...before, texts: { ...before.texts, [field]: text } }));
    },
    setDay: (day, text) => {
      setTyped((before) => ({ ...before, issuedOn: day, issuedOnText: text }));
    },
    confirm: () => {
      setIsTried(true);
      if (read.ok) onConfirm(read.value);
    },
  };
}
