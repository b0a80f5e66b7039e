import { useLiveQuery } from 'dexie-react-hooks';
import type { Announcement } from '#shared/domain/announcement.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { ComponentExtraction } from '#shared/domain/extraction/component-extraction.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { LedgerEntry } from '#shared/domain/ledger.ts';
import type { Station } from '#shared/domain/office.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import type { Conflict, ProvinceRecord } from '#shared/domain/province-record.ts';
import type { DossierId, OfficerId } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import {
  findBlockedOfficers,
  findOfficeData,
  type OfficeData,
} from '#renderer/data/repositories/catalogue-repository.ts';
import { listChainBreaks } from '#renderer/data/repositories/chain-break-repository.ts';
import { findDossier, findDossierIdByCode, listDrafts } from '#renderer/data/repositories/dossier-repository.ts';
import { listDossierYears, type DossierYear } from '#renderer/data/repositories/dossiers-of-year.ts';
import { listExtractions } from '#renderer/data/repositories/extraction-repository.ts';
import { findDossiers } from '#renderer/data/repositories/dossier-summaries.ts';
import { listNotices } from '#renderer/data/repositories/notice-repository.ts';
import {
  readNumberReport,
  readNumberSupply,
  type NumberReportRow,
  type NumberSupply,
} from '#renderer/data/repositories/number-report.ts';
import {
  findDismissed,
  findDossiersInConflict,
  findProvinceRecord,
  listAnnouncements,
  listConflicts,
} from '#renderer/data/repositories/province-repository.ts';
import { getSettings, type CounterSettings } from '#renderer/data/repositories/settings-repository.ts';
import { findUnreadFindings, type StoreFindings } from '#renderer/data/repositories/store-findings.ts';
import { findPicture } from '#renderer/data/repositories/pictures.ts';
import { findStation } from '#renderer/data/repositories/station-repository.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { ChainBreakRow, DossierSummaryRow, OutboxRow } from '#renderer/data/schema/rows.ts';
import { countDigitising, toProgress, type ComponentProgress, type DigitisingCounts } from './component-progress.ts';
import { createMoneyQueries, type MoneyQueries } from './money-queries.ts';
import { toNoticeProgress, type NoticeProgress } from './notice-progress.ts';
import { createPaperQueries, readPapersOf, type PaperQueries, type PapersOfDossier } from './paper-queries.ts';
import { countQueue, toQueueItems, type QueueCounts, type QueueItem } from './queue-items.ts';
import { readSettledItems, type SettledItem } from './settled-items.ts';
import { useDossierSearch, type DossierSearch } from './use-dossier-search.ts';

export type { DossierSummaryRow, NumberReportRow, NumberSupply, OfficeData, QueueCounts };

export interface DossierDetail extends PapersOfDossier {
  readonly dossier: Dossier;
  readonly payments: readonly FeePayment[];
  readonly ledger: readonly LedgerEntry[];
  /** Rows that have not been acknowledged yet. */
  readonly openOperations: readonly OutboxRow[];
  /** Refused rows on which a supervisor has ended the work. */
  readonly setAsideOperations: readonly OutboxRow[];
  /** What the province said of it; `null` = nothing yet. */
  readonly province: ProvinceRecord | null;
  /** One for each component with scanned pages. */
  readonly progress: readonly ComponentProgress[];
  /** What was read on digitised components, and what is confirmed of it. */
  readonly extractions: readonly ComponentExtraction[];
  /** Oldest first, decided ones included. */
  readonly conflicts: readonly Conflict[];
  /** Messages to the citizen, in the order written. */
  readonly notices: readonly NoticeProgress[];
}

export type ShownAnnouncement = Announcement & { readonly isDismissed: boolean };

/** Read-only live views of the local store. A hook gives `undefined` until its first answer. */
export interface Queries extends MoneyQueries, PaperQueries {
  useOfficeData(): OfficeData | null | undefined;
  useStation(): Station | null | undefined;
  useProcedures(): readonly Procedure[] | undefined;
  useSettings(): CounterSettings;
  useDrafts(officerId: OfficerId): readonly IntakeDraft[] | undefined;
  /** `null` when there is none; `'damaged'` when the row cannot be read. */
  useDossierDetail(dossierId: DossierId | null): DossierDetail | 'damaged' | null | undefined;
  useDossierSearch(query: string): DossierSearch;
  /** The newest dossiers that match, at most `most`. */
  readonly findDossiers: (query: string, most: number) => Promise<readonly DossierSummaryRow[]>;
  /** The dossier of this station that has the code, official or provisional. */
  readonly findDossierByCode: (code: string) => Promise<DossierId | undefined>;
  /** The stored picture of a page; `undefined` when this machine does not have it. */
  readonly readPagePicture: (hash: string) => Promise<Blob | undefined>;
  /** Accounts that the province has blocked. */
  useBlockedOfficers(): ReadonlySet<OfficerId> | undefined;
  /** Dossiers about which a person has to decide. */
  useDossiersInConflict(): ReadonlySet<DossierId> | undefined;
  /** Those not withdrawn; `isDismissed` as this officer left them. The most severe first. */
  useAnnouncements(officerId: OfficerId): readonly ShownAnnouncement[] | undefined;
  useQueue(): readonly QueueItem[] | undefined;
  /** Refused operations that were corrected or set aside, those settled last first. */
  useSettledItems(): readonly SettledItem[] | undefined;
  /** What the province has not acknowledged yet, straight from the store: true in every window and from the first second. */
  useQueueCounts(): QueueCounts | undefined;
  /** Components whose PDF is still to be made. */
  useDigitisingCounts(): DigitisingCounts | undefined;
  /** Components with data that were read and that no officer has confirmed. */
  useUnconfirmedCount(): number | undefined;
  /** Where the next numbers of the day come from; `null` before enrolment. */
  useNumberSupply(on: LocalDate): NumberSupply | null | undefined;
  /** What became of every number this station was given, the latest day first. */
  useNumberReport(): readonly NumberReportRow[] | undefined;
  /** Operations of this station that, as the province reports, do not follow on the one before them. */
  useChainBreaks(): readonly ChainBreakRow[] | undefined;
  /** What was found when the app was opened; `null` when there is nothing that an officer has not read. */
  useStoreFindings(): StoreFindings | null | undefined;
  /** The calendar years with dossiers of this station, the latest first. */
  useDossierYears(): readonly DossierYear[] | undefined;
}

/** Rows of the queue screen read at most; the counts in the status bar cover all. */
const QUEUE_ROWS = 2_000;

/** Answers read before the first screen, so that it is drawn at once and right. What is missing is asked for again. */
export interface FirstAnswers {
  readonly station: Station | undefined;
  readonly office: OfficeData | undefined;
  readonly settings: CounterSettings;
}

export async function readFirstAnswers(database: CounterDatabase): Promise<FirstAnswers> {
  const [station, office, settings] = await Promise.all([
    findStation(database),
    findOfficeData(database),
    getSettings(database),
  ]);
  return { station, office, settings };
}

export function createQueries(database: CounterDatabase, first: FirstAnswers): Queries {
  return {
    useOfficeData: () => useLiveQuery(async () => (await findOfficeData(database)) ?? null, [], first.office),
    useStation: () => useLiveQuery(async () => (await findStation(database)) ?? null, [], first.station),
    useProcedures: () => useLiveQuery(() => database.procedures.toArray(), []),
    useSettings: () => useLiveQuery(() => getSettings(database), [], first.settings),
    useDrafts: (officerId) => useLiveQuery(() => listDrafts(database, officerId), [officerId]),
    useDossierDetail: (dossierId) => useLiveQuery(() => readDetail(database, dossierId), [dossierId]),
    useDossierSearch: (query) => useDossierSearch(database, query),
    findDossiers: (query, most) => findDossiers(database, query, most),
    findDossierByCode: (code) => findDossierIdByCode(database, code),
    readPagePicture: (hash) => findPicture(database, hash),
    useBlockedOfficers: () => useLiveQuery(() => findBlockedOfficers(database), []),
    useDossiersInConflict: () => useLiveQuery(() => findDossiersInConflict(database), []),
    useAnnouncements: (officerId) => useLiveQuery(() => readAnnouncements(database, officerId), [officerId]),
    useQueue: () => useLiveQuery(() => readQueue(database), []),
    useSettledItems: () => useLiveQuery(() => readSettledItems(database), []),
    useQueueCounts: () => useLiveQuery(() => countQueue(database), []),
    useDigitisingCounts: () => useLiveQuery(() => countDigitising(database), []),
    useUnconfirmedCount: () => useLiveQuery(() => database.extractions.where('state').equals('proposed').count(), []),
    useNumberSupply: (on) => useLiveQuery(() => readSupply(database, on), [on]),
    useNumberReport: () => useLiveQuery(() => readNumberReport(database), []),
    ...createPaperQueries(database),
    useChainBreaks: () => useLiveQuery(() => listChainBreaks(database), []),
    useStoreFindings: () => useLiveQuery(async () => (await findUnreadFindings(database)) ?? null, []),
    useDossierYears: () => useLiveQuery(() => listDossierYears(database), []),
    ...createMoneyQueries(database),
  };
}

async function readSupply(database: CounterDatabase, on: LocalDate): Promise<NumberSupply | null> {
  const station = await findStation(database);
  return station === undefined ? null : readNumberSupply(database, station, on);
}

async function readAnnouncements(
  database: CounterDatabase,
  officerId: OfficerId,
): Promise<readonly ShownAnnouncement[]> {
  const [announcements, dismissed] = await Promise.all([
    listAnnouncements(database),
    findDismissed(database, officerId),
  ]);
  return announcements.map((announcement) => ({
    ...announcement,
    isDismissed: dismissed.has(announcement.announcementId),
  }));
}

async function readQueue(database: CounterDatabase): Promise<readonly QueueItem[]> {
  const rows = await database.outbox
    .where('[state+stationSequence]')
    .between(['parked', 0], ['queued', Infinity])
    .limit(QUEUE_ROWS)
    .toArray();
  return toQueueItems(database, rows);
}

async function readDetail(
  database: CounterDatabase,
  dossierId: DossierId | null,
): Promise<DossierDetail | 'damaged' | null> {
  if (dossierId === null) return null;
  const dossier = await findDossier(database, dossierId);
  if (dossier === undefined) return null;
  if (!dossier.ok) return 'damaged';
  const [payments, papers, ledger, operations, province, conflicts, digitisations, extractions, notices] =
    await Promise.all([
      database.feePayments.where('dossierId').equals(dossierId).toArray(),
      readPapersOf(database, dossierId),
      database.ledger.where('dossierId').equals(dossierId).sortBy('at'),
      database.outbox.where('dossierId').equals(dossierId).sortBy('stationSequence'),
      findProvinceRecord(database, dossierId),
      listConflicts(database, dossierId),
      database.digitisations.where('dossierId').equals(dossierId).toArray(),
      listExtractions(database, dossierId),
      listNotices(database, dossierId),
    ]);
  return {
    dossier: dossier.value,
    payments,
    ...papers,
    ledger,
    openOperations: operations.filter((row) => row.state === 'queued' || row.state === 'parked'),
    setAsideOperations: operations.filter((row) => row.state === 'setAside'),
    province: province ?? null,
    progress: digitisations.map((row) => toProgress(row, operations)),
    extractions,
    conflicts,
    notices: notices.map((record) => toNoticeProgress(record, operations)),
  };
}
