import type { Table } from 'dexie';
import { decideCorrection, decideProcedureResult, decideStateStep } from '#shared/domain/decide-province-change.ts';
import type { HeldDossier, ProvinceDecision } from '#shared/domain/decide-province-change.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { DossierId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import { putChainBreaks } from '#renderer/data/repositories/chain-break-repository.ts';
import { putOfficialCode } from '#renderer/data/repositories/dossier-repository.ts';
import { putFeeReceiptIssued, putOnlinePayment, putTransferFound } from '#renderer/data/repositories/fee-changes.ts';
import { putNoticeState } from '#renderer/data/repositories/notice-repository.ts';
import { putAccount, putAnnouncement, putCalendar } from '#renderer/data/repositories/office-changes.ts';
import { findHeldDossier, putProvinceDecision } from '#renderer/data/repositories/province-repository.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import { parseChange, type KnownChange } from '#sync/protocol/changes.ts';
import type { Change } from '#sync/protocol/messages.ts';

/** The tables that `applyChange` may touch; the transaction must hold them all. */
export function tablesOfChanges(database: CounterDatabase): Table[] {
  const { settings, dossiers, dossierSummaries, deferredChanges, provinceRecords, conflicts } = database;
  const { officerAccounts, announcements, outbox, ledger, chainBreaks, notices } = database;
  const { feeReceiptStates, onlinePayments } = database;
  return [
    ...[settings, dossiers, dossierSummaries, deferredChanges, provinceRecords, conflicts],
    ...[officerAccounts, announcements, outbox, ledger, chainBreaks, notices, feeReceiptStates, onlinePayments],
  ];
}

/**
 * Applies one change; call it inside a transaction on `tablesOfChanges`. The same change again, or one that a later one
 * has overtaken, changes nothing.
 * @returns false when the kind, or the shape of a known kind, is not understood by this build
 */
export async function applyChange(database: CounterDatabase, change: Change, at: Instant): Promise<boolean> {
  const known = parseChange(change);
  if (known === undefined) return false;
  const { changeNumber } = known;
  switch (known.kind) {
    // The runner fetches the catalogue itself; there is nothing to store here.
    case 'catalogueChanged':
      return true;
    case 'workCalendarChanged':
      return done(putCalendar(database, known.payload.workCalendar));
    case 'officerChanged':
      return done(putAccount(database, { ...known.payload, changeNumber }));
    case 'announcementPublished': {
      const announcement = known.payload;
      const { announcementId } = announcement;
      return done(putAnnouncement(database, { announcementId, announcement, changeNumber }));
    }
    case 'announcementWithdrawn':
      return done(putAnnouncement(database, { ...known.payload, announcement: null, changeNumber }));
    case 'officialCodeAssigned':
      return done(putOfficialCode(database, known.payload));
    case 'chainBroken':
      return done(putChainBreaks(database, known.payload.stationSequences, at));
    case 'noticeStateChanged':
      return done(putNoticeState(database, { ...known.payload, changeNumber }));
    case 'dossierStateChanged':
      return changeDossier(database, known.payload.dossierId, (held) =>
        ok(decideStateStep(held, { ...known.payload, changeNumber })),
      );
    case 'dossierCorrected':
      return changeDossier(database, known.payload.dossierId, (held) =>
        decideCorrection(held, { ...known.payload, changeNumber }),
      );
    case 'procedureResultReady':
      return changeDossier(database, known.payload.dossierId, (held) =>
        ok(decideProcedureResult(held, changeNumber, known.payload.procedureResult)),
      );
    default:
      return done(putMoneyChange(database, known));
  }
}

function putMoneyChange(
  database: CounterDatabase,
  change: Extract<KnownChange, { kind: 'feeReceiptIssued' | 'transferFound' | 'onlinePaymentReported' }>,
): Promise<void> {
  switch (change.kind) {
    case 'feeReceiptIssued': {
      const { feePaymentId, ...issued } = change.payload;
      return putFeeReceiptIssued(database, feePaymentId, { ...issued, changeNumber: change.changeNumber });
    }
    case 'transferFound': {
      const { feePaymentId, ...found } = change.payload;
      return putTransferFound(database, feePaymentId, found);
    }
    case 'onlinePaymentReported':
      return putOnlinePayment(database, change.payload);
  }
}

async function done(work: Promise<void>): Promise<true> {
  await work;
  return true;
}

/** A dossier that this station does not hold is left to others. A damaged one is not: the change waits for its repair. */
async function changeDossier(
  database: CounterDatabase,
  dossierId: DossierId,
  decide: (held: HeldDossier) => Result<ProvinceDecision, AppError>,
): Promise<boolean> {
  const held = await findHeldDossier(database, dossierId);
  if (held === undefined) return true;
  if (held === 'damaged') return false;
  const decided = decide(held);
  if (!decided.ok) return false;
  if (decided.value !== null) await putProvinceDecision(database, decided.value);
  return true;
}
