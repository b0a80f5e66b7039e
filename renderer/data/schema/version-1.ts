import type { Dexie } from 'dexie';

/** Frozen: a released version is never edited; the next change adds a file of its own. Imports nothing of ours. */
export function applyVersion1(database: Dexie): void {
  database.version(1).stores({
    settings: 'key',
    procedures: '[procedureCode+procedureVersion], procedureCode',
    drafts: 'draftId, updatedAt',
    dossiers: 'dossierId, &dossierCode, provisionalCode, applicant.personalIdNumber, applicant.taxCode',
    dossierSummaries: 'dossierId, acceptedAt',
    feePayments: 'feePaymentId, shiftId, dossierId, means, [receiptNumber.bookSerial+receiptNumber.number]',
    shiftEntries:
      'shiftEntryId, kind, [shiftId+kind], feePaymentId, bankReference, [receiptNumber.bookSerial+receiptNumber.number]',
    feeReceiptBooks: 'feeReceiptBookId, year',
    feeReceiptStates: 'feePaymentId',
    onlinePayments: 'onlinePaymentId, dossierId',
    shifts: 'shiftId, officerId',
    issuedDocuments: 'issuedDocumentId, dossierId',
    printMarks: 'issuedDocumentId, dossierId, state',
    prints: 'printId, issuedDocumentId, dossierId, [state+jobId]',
    ledger: 'ledgerEntryId, dossierId',
    outbox: 'operationId, &stationSequence, [state+stationSequence], [lineKey+sequence], dossierId',
    blobs: 'hash, isConfirmed, confirmedAt',
    digitisations: 'componentId, dossierId, state, fileHash',
    extractions: 'componentId, dossierId, state',
    ratings: 'dossierId',
    numberBlocks: 'numberBlockId, workingOn',
    deferredChanges: 'changeNumber',
    provinceRecords: 'dossierId',
    conflicts: 'changeNumber, dossierId, isOpen',
    officerAccounts: 'officerId',
    announcements: 'announcementId',
    announcementDismissals: '[announcementId+officerId], officerId',
    chainBreaks: 'stationSequence',
    notices: 'noticeId, dossierId',
    storeFindings: 'key',
    journalMarks: '++number',
  });
}
