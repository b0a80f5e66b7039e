import * as v from 'valibot';
import type { Brand } from './brand.ts';

export type DossierId = Brand<string, 'DossierId'>;
export type DossierComponentId = Brand<string, 'DossierComponentId'>;
export type ScannedPageId = Brand<string, 'ScannedPageId'>;
export type DraftId = Brand<string, 'DraftId'>;
export type OperationId = Brand<string, 'OperationId'>;
export type StationId = Brand<string, 'StationId'>;
export type OfficerId = Brand<string, 'OfficerId'>;
export type ShiftId = Brand<string, 'ShiftId'>;
export type ShiftEntryId = Brand<string, 'ShiftEntryId'>;
export type FeeReceiptBookId = Brand<string, 'FeeReceiptBookId'>;
export type FeePaymentId = Brand<string, 'FeePaymentId'>;
export type NumberBlockId = Brand<string, 'NumberBlockId'>;
export type IssuedDocumentId = Brand<string, 'IssuedDocumentId'>;
export type LedgerEntryId = Brand<string, 'LedgerEntryId'>;
export type PrintId = Brand<string, 'PrintId'>;
export type NoticeId = Brand<string, 'NoticeId'>;
export type BeneficiaryAccountId = Brand<string, 'BeneficiaryAccountId'>;
/** Lower-case hexadecimal SHA-256 (64 characters) of the stored bytes. */
export type Sha256 = Brand<string, 'Sha256'>;

const uuid = v.pipe(v.string(), v.uuid());
/** Schema of an id made by `IdSource.next()`: a UUID, branded by the caller's type argument. */
export function idSchema<Id extends string>(): v.GenericSchema<string, Id> {
  return uuid as unknown as v.GenericSchema<string, Id>;
}

export const sha256Schema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) as unknown as v.GenericSchema<string, Sha256>;
