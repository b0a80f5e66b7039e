import { checkPersonalIdNumber } from '#shared/domain/personal-id-number.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import {
  EXTRACTION_FIELDS,
  type ExtractionField,
  type ExtractionFields,
  type ExtractionProposal,
} from './extraction.ts';

export type ExtractionTextField = Exclude<ExtractionField, 'issuedOn'>;

/** What stands in the officer's form: proposed, corrected or typed. */
export interface TypedExtraction {
  readonly texts: Readonly<Record<ExtractionTextField, string>>;
  readonly issuedOn: LocalDate | undefined;
  /** The day as typed; it may be no date. */
  readonly issuedOnText: string;
}

export type ExtractionProblem =
  | { readonly field: 'issuedOn'; readonly code: 'noDate' }
  | { readonly field: 'holderIdNumber'; readonly code: 'noPersonalIdNumber' };

/** Proposed values as they first stand in the form. */
export function toTypedExtraction(proposal: ExtractionProposal): TypedExtraction {
  const values = EXTRACTION_FIELDS.map((field) => [field, proposal[field]?.value]);
  return typedFrom(Object.fromEntries(values) as Partial<ExtractionFields>);
}

/** Values as they stand in the form when they are looked at again. */
export function typedFrom(fields: Partial<ExtractionFields>): TypedExtraction {
  const { numberSymbol, issuingBody, signerName, abstract, holderName, holderIdNumber, issuedOn } = fields;
  return {
    texts: {
      numberSymbol: numberSymbol ?? '',
      issuingBody: issuingBody ?? '',
      signerName: signerName ?? '',
      abstract: abstract ?? '',
      holderName: holderName ?? '',
      holderIdNumber: holderIdNumber ?? '',
    },
    issuedOn,
    issuedOnText: issuedOn ?? '',
  };
}

/** The fields an officer confirms. A field left empty is one the paper does not have; with all empty there is nothing. */
export function readTypedExtraction(
  typed: TypedExtraction,
): Result<
  ExtractionFields,
  AppError<'extractionEmpty'> | AppError<'extractionHasProblems', { readonly problems: readonly ExtractionProblem[] }>
> {
  const texts = Object.entries(typed.texts)
    .map(([field, text]) => [field, text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim()] as const)
    .filter(([, text]) => text !== '');
  const fields = {
    ...Object.fromEntries(texts),
    ...(typed.issuedOn === undefined ? {} : { issuedOn: typed.issuedOn }),
  } as ExtractionFields;
  const problems: ExtractionProblem[] = [];
  if (typed.issuedOn === undefined && typed.issuedOnText.trim() !== '')
    problems.push({ field: 'issuedOn', code: 'noDate' });
  const { holderIdNumber } = fields;
  if (holderIdNumber !== undefined && !isPersonalIdNumber(holderIdNumber))
    problems.push({ field: 'holderIdNumber', code: 'noPersonalIdNumber' });
  if (problems.length > 0) return err({ code: 'extractionHasProblems', details: { problems } });
  if (EXTRACTION_FIELDS.every((field) => fields[field] === undefined)) return err({ code: 'extractionEmpty' });
  return ok(holderIdNumber === undefined ? fields : { ...fields, holderIdNumber: holderIdNumber.replaceAll(' ', '') });
}

function isPersonalIdNumber(text: string): boolean {
  const checked = checkPersonalIdNumber(text);
  return checked.ok && checked.value.personalId.kind === 'personalIdNumber';
}
