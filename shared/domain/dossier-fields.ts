import * as v from 'valibot';
import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { dossierSchema, type Applicant, type Dossier } from './dossier.ts';

/** What the province may correct in an accepted dossier, and what a counter may propose to correct. */
export const dossierFieldSchema = v.picklist([
  'state',
  'applicantName',
  'personalIdNumber',
  'taxCode',
  'birthOn',
  'gender',
  'address',
  'phone',
  'email',
  'summary',
  'resultReturn',
  'resultDueAt',
]);
export type DossierField = v.InferOutput<typeof dossierFieldSchema>;

/** The value of one field as text; `null` = not given. */
export type DossierFieldValue = string | null;

const DOSSIER_FIELDS: readonly DossierField[] = ['state', 'summary', 'resultReturn', 'resultDueAt'];

function applicantKey(applicant: Applicant, field: DossierField): string {
  if (field !== 'applicantName') return field;
  return applicant.kind === 'citizen' ? 'fullName' : 'organisationName';
}

export function readDossierField(dossier: Dossier, field: DossierField): DossierFieldValue {
  const isOfDossier = DOSSIER_FIELDS.includes(field);
  const holder = (isOfDossier ? dossier : dossier.applicant) as Readonly<Record<string, unknown>>;
  const value = holder[isOfDossier ? field : applicantKey(dossier.applicant, field)];
  return typeof value === 'string' ? value : null;
}

/** The dossier with other values in some fields; `fieldNotOfDossier` when it would no longer be a dossier. */
export function withDossierFields(
  dossier: Dossier,
  values: Readonly<Partial<Record<DossierField, DossierFieldValue>>>,
): Result<Dossier, AppError<'fieldNotOfDossier'>> {
  let ofDossier: Readonly<Record<string, unknown>> = dossier;
  let applicant: Readonly<Record<string, unknown>> = dossier.applicant;
  for (const [name, value] of Object.entries(values)) {
    const field = name as DossierField;
    if (DOSSIER_FIELDS.includes(field)) ofDossier = put(ofDossier, field, value);
    else applicant = put(applicant, applicantKey(dossier.applicant, field), value);
  }
  const parsed = v.safeParse(dossierSchema, { ...ofDossier, applicant });
  const isUnderstood =
    parsed.success &&
    Object.entries(values).every(([name, value]) => readDossierField(parsed.output, name as DossierField) === value);
  return isUnderstood ? ok(parsed.output) : err({ code: 'fieldNotOfDossier' });
}

function put(
  holder: Readonly<Record<string, unknown>>,
  key: string,
  value: DossierFieldValue,
): Readonly<Record<string, unknown>> {
  const { [key]: _before, ...rest } = holder;
  return value === null ? rest : { ...rest, [key]: value };
}
