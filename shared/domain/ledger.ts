import * as v from 'valibot';
import { idSchema, type DossierId, type LedgerEntryId, type OfficerId, type StationId } from '#shared/kernel/ids.ts';
import { instantSchema } from '#shared/kernel/instant.ts';

/** Sổ nhật ký thao tác: append-only. `facts` are codes, ids, counts and amounts; never names or typed text. */
export const ledgerEntrySchema = v.object({
  ledgerEntryId: idSchema<LedgerEntryId>(),
  at: instantSchema,
  officerId: idSchema<OfficerId>(),
  stationId: idSchema<StationId>(),
  dossierId: v.nullable(idSchema<DossierId>()),
  kind: v.picklist([
    'dossierAccepted',
    'supplementRequested',
    'dossierRefused',
    'feeCollected',
    'documentPrinted',
    'documentPrintFailed',
    'documentReprinted',
    'operationReleased',
    'conflictResolved',
    'operationRepaired',
    'operationSetAside',
    'componentDigitised',
    'extractionConfirmed',
    'documentPrintCancelled',
    'documentPrintAnswered',
    'noticeResent',
    'dossierRated',
    'shiftOpened',
    'cashMoved',
    'feeReceiptVoided',
    'feeRefunded',
    'transferConfirmed',
    'shiftClosed',
    'shiftCorrected',
  ]),
  facts: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
});
export type LedgerEntry = v.InferOutput<typeof ledgerEntrySchema>;
