import type { Announcement } from '#shared/domain/announcement.ts';
import type { DossierState } from '#shared/domain/dossier.ts';
import type { Catalogue, Officer } from '#shared/domain/office.ts';
import type { ProcedureResult } from '#shared/domain/province-record.ts';
import type { WorkCalendarData } from '#shared/domain/work-calendar-data.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { DossierId, OfficerId, Sha256, StationId } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { listAgencyCodes } from '#sync/gateway/store/catalogue-store.ts';
import { listChainBreaks, type ChainBreakRow } from '#sync/gateway/store/chain-store.ts';
import { findRatings, type RatingRow } from '#sync/gateway/store/ratings-store.ts';
import { listComponents, type StoredComponents } from '#sync/gateway/store/components-store.ts';
import { listNotices, type NoticeOverview } from '#sync/gateway/store/notices-store.ts';
import { accountBooks, type FeeReceiptBookAccount } from '#sync/gateway/store/fee-receipt-accounts-store.ts';
import {
  listNumbers,
  reportNumbers,
  type NumberAccountRow,
  type NumberReportRow,
} from '#sync/gateway/store/number-accounts-store.ts';
import { listCorrectionProposals, type CorrectionProposalRow } from '#sync/gateway/store/province-store.ts';
import { retireStation, setStationBlocked } from '#sync/gateway/store/stations-store.ts';
import { listDossiers, readSummary, type DossierOverview, type Summary } from '#sync/gateway/store/summary-store.ts';
import { publishCatalogue } from './catalogue.ts';
import { findTransfers, type StatementRow, type TransferFinding } from './find-transfers.ts';
import { createEnrolmentCode } from './enrol-station.ts';
import {
  changeDossierState,
  changeOfficer,
  changeWorkCalendar,
  correctDossier,
  publishAnnouncement,
  reportResult,
  withdrawAnnouncement,
  type CorrectionSource,
  type DossierValues,
  type StateDetails,
} from './province-changes.ts';
import { reportOnlinePayment, type OnlinePayment } from './report-online-payment.ts';
import type { ServiceDeps } from './service-deps.ts';

/** What the province does on its own side. Not reachable over HTTP. */
export interface GatewayAdmin {
  /** A one-time code for one station of the agency, `XXXX-XXXX`, valid for seven days. */
  createEnrolmentCode(agencyCode: string): Promise<string>;
  blockStation(stationId: StationId): Promise<Result<void, AppError<'unknownStation'>>>;
  unblockStation(stationId: StationId): Promise<Result<void, AppError<'unknownStation'>>>;
  /** For good: nothing more is taken from it, and numbers it has neither used nor returned are void. */
  retireStation(stationId: StationId): Promise<Result<void, AppError<'unknownStation'>>>;
  /** Every number of the agency's day that was given out, with what became of it. */
  listNumbers(agencyCode: string, workingOn: LocalDate): Promise<readonly NumberAccountRow[]>;
  /** The same by block and band, from `first` to `last`. */
  reportNumbers(agencyCode: string, first: LocalDate, last: LocalDate): Promise<readonly NumberReportRow[]>;
  /** Sets the state and tells the station that took the dossier. */
  changeDossierState(
    dossierId: DossierId,
    state: DossierState,
    details?: StateDetails,
  ): Promise<Result<void, AppError<'unknownDossier'>>>;
  /** Sets values of an accepted dossier right and tells its station. */
  correctDossier(
    dossierId: DossierId,
    values: DossierValues,
    source: CorrectionSource,
  ): Promise<Result<void, AppError<'unknownDossier' | 'fieldNotOfDossier'>>>;
  /** Tells the dossier's station that a result is there. */
  reportResult(dossierId: DossierId, result: ProcedureResult): Promise<Result<void, AppError<'unknownDossier'>>>;
  /** To every station of the agency, also those that enrol while it is valid. */
  publishAnnouncement(agencyCode: string, announcement: Announcement): Promise<void>;
  withdrawAnnouncement(agencyCode: string, announcementId: string): Promise<void>;
  /** Adds or changes an account, blocks it or lifts the block. */
  changeOfficer(
    agencyCode: string,
    officerId: OfficerId,
    to: { readonly officer?: Officer; readonly isBlocked?: boolean },
  ): Promise<void>;
  changeWorkCalendar(agencyCode: string, workCalendar: WorkCalendarData): Promise<void>;
  /** Corrections that counters have asked for, oldest first. */
  listCorrectionProposals(): Promise<readonly CorrectionProposalRow[]>;
  /** Puts a newer catalogue in force for its agency and tells the agency's stations; gives its version. */
  publishCatalogue(catalogue: Catalogue): Promise<Result<number, AppError<'versionNotNewer'>>>;
  /** Agencies that have a catalogue, in order. */
  listAgencyCodes(): Promise<readonly string[]>;
  summary(): Promise<Summary>;
  listDossiers(): Promise<readonly DossierOverview[]>;
  /** Operations that name another predecessor than the province holds, in the order found. */
  listChainBreaks(): Promise<readonly ChainBreakRow[]>;
  /** PDFs and confirmed data that have come for a dossier's components, oldest first; of several PDFs the last counts. */
  listComponents(dossierId: DossierId): Promise<StoredComponents>;
  /** Messages to citizens and what became of them, in the order in which they came. */
  listNotices(): Promise<readonly NoticeOverview[]>;
  /** What citizens have said of these dossiers. */
  findRatings(dossierIds: readonly DossierId[]): Promise<readonly RatingRow[]>;
  /** Every number of every book of fee receipts and of slips, with what became of it. */
  accountBooks(agencyCode: string, year: number): Promise<readonly FeeReceiptBookAccount[]>;
  /** Looks for claimed transfers in rows of a bank statement and tells the stations what was found (FE-11). */
  findTransfers(agencyCode: string, rows: readonly StatementRow[]): Promise<readonly TransferFinding[]>;
  /** Tells every station of the agency of a payment made online; the same reference is told once. */
  reportOnlinePayment(
    agencyCode: string,
    payment: OnlinePayment,
  ): Promise<Result<void, AppError<'paymentReferenceReused'>>>;
  readBlob(hash: Sha256): Promise<Uint8Array | undefined>;
}

export function createAdmin(deps: ServiceDeps): GatewayAdmin {
  return {
    createEnrolmentCode: (agencyCode) => createEnrolmentCode(deps, agencyCode),
    blockStation: (stationId) => setBlocked(deps, stationId, true),
    unblockStation: (stationId) => setBlocked(deps, stationId, false),
    retireStation: (stationId) => retire(deps, stationId),
    listNumbers: (agencyCode, workingOn) => listNumbers(deps.database, agencyCode, workingOn),
    reportNumbers: (agencyCode, first, last) => reportNumbers(deps.database, agencyCode, first, last),
    changeDossierState: (dossierId, state, details) => changeDossierState(deps, dossierId, state, details),
    correctDossier: (dossierId, values, source) => correctDossier(deps, dossierId, values, source),
    reportResult: (dossierId, result) => reportResult(deps, dossierId, result),
    publishAnnouncement: (agencyCode, announcement) => publishAnnouncement(deps, agencyCode, announcement),
    withdrawAnnouncement: (agencyCode, id) => withdrawAnnouncement(deps, agencyCode, id),
    changeOfficer: (agencyCode, officerId, to) => changeOfficer(deps, agencyCode, officerId, to),
    changeWorkCalendar: (agencyCode, workCalendar) => changeWorkCalendar(deps, agencyCode, workCalendar),
    listCorrectionProposals: () => listCorrectionProposals(deps.database),
    publishCatalogue: (catalogue) => publishCatalogue(deps, catalogue),
    listAgencyCodes: () => listAgencyCodes(deps.database),
    summary: () => readSummary(deps.database),
    listDossiers: () => listDossiers(deps.database),
    listChainBreaks: () => listChainBreaks(deps.database),
    listComponents: (dossierId) => listComponents(deps.database, dossierId),
    listNotices: () => listNotices(deps.database),
    findRatings: (dossierIds) => findRatings(deps.database, dossierIds),
    accountBooks: (agencyCode, year) => accountBooks(deps.database, agencyCode, year),
    findTransfers: (agencyCode, rows) => findTransfers(deps, agencyCode, rows),
    reportOnlinePayment: (agencyCode, payment) => reportOnlinePayment(deps, agencyCode, payment),
    readBlob: (hash) => deps.blobFiles.read(hash),
  };
}

async function setBlocked(
  deps: ServiceDeps,
  stationId: StationId,
  isBlocked: boolean,
): Promise<Result<void, AppError<'unknownStation'>>> {
  const isKnown = await setStationBlocked(deps.database, stationId, isBlocked ? deps.clock.now() : null);
  return isKnown ? ok(undefined) : err({ code: 'unknownStation' });
}

async function retire(deps: ServiceDeps, stationId: StationId): Promise<Result<void, AppError<'unknownStation'>>> {
  const isKnown = await retireStation(deps.database, stationId, deps.clock.now());
  return isKnown ? ok(undefined) : err({ code: 'unknownStation' });
}
