import { Dexie, type DexieOptions, type Table } from 'dexie';
import type { Digitisation } from '#shared/domain/digitisation.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { ShiftEntry } from '#shared/domain/money/shift-entry.ts';
import type { ComponentExtraction } from '#shared/domain/extraction/component-extraction.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { IssuedDocument } from '#shared/domain/issued-document.ts';
import type { LedgerEntry } from '#shared/domain/ledger.ts';
import type { NoticeRecord } from '#shared/domain/notice.ts';
import type { Shift } from '#shared/domain/office.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import type { Rating } from '#shared/domain/citizen-screen/rating.ts';
import type { Conflict, ProvinceRecord } from '#shared/domain/province-record.ts';
import type {
  AnnouncementDismissalRow,
  AnnouncementRow,
  ChainBreakRow,
  DeferredChangeRow,
  DossierSummaryRow,
  FeeReceiptBookRow,
  FeeReceiptStateRow,
  JournalMarkRow,
  NumberBlockRow,
  OfficerAccountRow,
  OnlinePaymentRow,
  OutboxRow,
  PrintMarkRow,
  PrintRow,
  SettingRow,
  StoredBlobRow,
  StoreFindingsRow,
} from './rows.ts';
import { applyVersion1 } from './version-1.ts';

export const DATABASE_NAME = 'quay-mot-cua';

/**
 * The local store. Every transaction is flushed to disk before it is reported done (`strict`): with Chromium's
 * default a power cut loses every acknowledged commit.
 */
export class CounterDatabase extends Dexie {
  readonly settings!: Table<SettingRow, string>;
  readonly procedures!: Table<Procedure, [string, number]>;
  readonly drafts!: Table<IntakeDraft, string>;
  readonly dossiers!: Table<Dossier, string>;
  readonly dossierSummaries!: Table<DossierSummaryRow, string>;
  readonly feePayments!: Table<FeePayment, string>;
  readonly shifts!: Table<Shift, string>;
  readonly shiftEntries!: Table<ShiftEntry, string>;
  readonly feeReceiptBooks!: Table<FeeReceiptBookRow, string>;
  readonly feeReceiptStates!: Table<FeeReceiptStateRow, string>;
  readonly onlinePayments!: Table<OnlinePaymentRow, string>;
  readonly issuedDocuments!: Table<IssuedDocument, string>;
  readonly printMarks!: Table<PrintMarkRow, string>;
  readonly prints!: Table<PrintRow, string>;
  readonly ledger!: Table<LedgerEntry, string>;
  readonly outbox!: Table<OutboxRow, string>;
  readonly blobs!: Table<StoredBlobRow, string>;
  readonly digitisations!: Table<Digitisation, string>;
  readonly extractions!: Table<ComponentExtraction, string>;
  readonly ratings!: Table<Rating, string>;
  readonly numberBlocks!: Table<NumberBlockRow, string>;
  readonly deferredChanges!: Table<DeferredChangeRow, number>;
  readonly provinceRecords!: Table<ProvinceRecord, string>;
  readonly conflicts!: Table<Conflict, number>;
  readonly officerAccounts!: Table<OfficerAccountRow, string>;
  readonly announcements!: Table<AnnouncementRow, string>;
  readonly announcementDismissals!: Table<AnnouncementDismissalRow, [string, string]>;
  readonly chainBreaks!: Table<ChainBreakRow, number>;
  readonly notices!: Table<NoticeRecord, string>;
  readonly storeFindings!: Table<StoreFindingsRow, string>;
  readonly journalMarks!: Table<JournalMarkRow, number>;

  /** @param engine another IndexedDB than the window's own */
  constructor(name: string = DATABASE_NAME, engine: Pick<DexieOptions, 'indexedDB' | 'IDBKeyRange'> = {}) {
    super(name, { ...engine, chromeTransactionDurability: 'strict' });
    applyVersion1(this);
  }
}
