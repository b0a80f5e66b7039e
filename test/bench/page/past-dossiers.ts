import { toSummary } from '#renderer/data/repositories/dossier-summaries.ts';
import type { DossierSummaryRow, OutboxRow, PrintMarkRow } from '#renderer/data/schema/rows.ts';
import { systemClock } from '#renderer/platform/system-clock.ts';
import { systemIds } from '#renderer/platform/system-ids.ts';
import { webHasher } from '#renderer/platform/web-hasher.ts';
import { decideAcceptDossier, type AcceptDossierChanges } from '#shared/domain/decide-accept-dossier.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import type { IssuedDocument } from '#shared/domain/issued-document.ts';
import type { LedgerEntry } from '#shared/domain/ledger.ts';
import { draftComponentsFor, emptyDraft } from '#shared/domain/new-intake-draft.ts';
import type { Catalogue, Officer, Shift, Station } from '#shared/domain/office.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import { toCanonicalJson } from '#shared/kernel/canonical-json.ts';
import type { Sha256, ShiftId } from '#shared/kernel/ids.ts';
import { instantFromEpochMs, MS_PER_DAY, toEpochMs, toLocalDate, type Instant } from '#shared/kernel/instant.ts';
import { PROTOCOL_VERSION, type OperationKind } from '#sync/protocol/operation.ts';
import { fillDraft } from './sample-draft.ts';

/** What the past has left in each table. */
export interface PastRows {
  readonly dossiers: Dossier[];
  readonly summaries: DossierSummaryRow[];
  readonly payments: FeePayment[];
  readonly shifts: Shift[];
  readonly documents: IssuedDocument[];
  readonly printMarks: PrintMarkRow[];
  readonly ledger: LedgerEntry[];
  readonly outbox: OutboxRow[];
}

const PAST_DAYS = 250;
/** The newest ones still wait to be sent: a long outage. */
const WAITING = 500;
const SCANS_PER_DOSSIER = 2;

/** Dossiers of the last months, each one decided by the domain as it would have been then; oldest first. */
export class PastDossiers {
  readonly #catalogue: Catalogue;
  readonly #station: Station;
  readonly #count: number;
  readonly #startMs = toEpochMs(systemClock.now()) - PAST_DAYS * MS_PER_DAY;
  readonly #shifts = new Map<string, Shift>();
  readonly #lineEnds = new Map<string, number>();
  #made = 0;
  #stationSequence = 0;
  #orderNumber = 0;

  constructor(catalogue: Catalogue, station: Station, count: number) {
    this.#catalogue = catalogue;
    this.#station = station;
    this.#count = count;
  }

  async next(howMany: number): Promise<PastRows> {
    const rows: PastRows = {
      ...{ dossiers: [], summaries: [], payments: [], shifts: [], documents: [] },
      ...{ printMarks: [], ledger: [], outbox: [] },
    };
    for (let left = howMany; left > 0; left -= 1) await this.#addOne(rows);
    return rows;
  }

  async #addOne(rows: PastRows): Promise<void> {
    const index = this.#made;
    this.#made += 1;
    const at = instantFromEpochMs(
      Math.floor(this.#startMs + ((PAST_DAYS - 1) * MS_PER_DAY * index) / Math.max(1, this.#count)),
    );
    const shift = this.#shiftOf(at);
    const changes = this.#decide(index, at, shift);
    const { dossier, payment, receipt, ledger } = changes;
    rows.dossiers.push(dossier);
    rows.summaries.push(toSummary(dossier));
    if (payment !== null) rows.payments.push(payment);
    rows.shifts.push(shift);
    rows.documents.push(receipt);
    rows.printMarks.push(printedMark(changes));
    rows.ledger.push(...ledger, this.#printedEntry(changes));
    await this.#addOperations(rows.outbox, changes, index >= this.#count - WAITING);
  }

  #officer(): Officer {
    const [officer] = this.#catalogue.officers;
    if (officer === undefined) throw new Error('the catalogue has no officer');
    return officer;
  }

  #shiftOf(at: Instant): Shift {
    const day = toLocalDate(at);
    const known = this.#shifts.get(day);
    if (known !== undefined) return known;
    const { officerId } = this.#officer();
    const { stationId } = this.#station;
    const shift: Shift = { shiftId: systemIds.next<ShiftId>(), officerId, stationId, openedAt: at };
    this.#shifts.set(day, shift);
    this.#orderNumber = 0;
    return shift;
  }

  /** By one procedure of the catalogue after the other; those that want more than a plain draft has are passed over. */
  #decide(index: number, at: Instant, shift: Shift): AcceptDossierChanges {
    const { procedures } = this.#catalogue;
    this.#orderNumber += 1;
    for (let step = 0; step < procedures.length; step += 1) {
      const procedure = procedures[(index + step) % procedures.length];
      if (procedure === undefined) continue;
      const changes = this.#tryProcedure(procedure, index, at, shift);
      if (changes !== undefined) return changes;
    }
    throw new Error(`no procedure of the catalogue can be taken in on ${toLocalDate(at)}`);
  }

  #tryProcedure(procedure: Procedure, index: number, at: Instant, shift: Shift): AcceptDossierChanges | undefined {
    const { office, workCalendar } = this.#catalogue;
    const officer = this.#officer();
    const empty = emptyDraft({
      draftId: systemIds.next(),
      dossierId: systemIds.next(),
      startedAt: at,
      startedBy: officer.officerId,
    });
    const components = draftComponentsFor(procedure, () => systemIds.next());
    const pages = (component: number): ScannedPage[] => {
      const isScanned = component < SCANS_PER_DOSSIER && procedure.components[component]?.isShownOnly === false;
      return isScanned ? [pastPage(index * SCANS_PER_DOSSIER + component, at)] : [];
    };
    const decided = decideAcceptDossier({
      draft: fillDraft(empty, index, procedure, components, pages),
      ...{ procedure, office, calendar: workCalendar, officer, station: this.#station, shiftId: shift.shiftId },
      number: { orderNumber: this.#orderNumber, workingOn: toLocalDate(at) },
      now: at,
      ids: {
        feePaymentId: systemIds.next(),
        issuedDocumentId: systemIds.next(),
        ledgerEntryIds: [systemIds.next(), systemIds.next()],
      },
    });
    return decided.ok ? decided.value : undefined;
  }

  #printedEntry({ dossier, receipt }: AcceptDossierChanges): LedgerEntry {
    return {
      ledgerEntryId: systemIds.next(),
      at: receipt.issuedAt,
      officerId: dossier.acceptedBy,
      stationId: dossier.stationId,
      dossierId: dossier.dossierId,
      kind: 'documentPrinted',
      facts: { copyNumber: 1 },
    };
  }

  async #addOperations(outbox: OutboxRow[], changes: AcceptDossierChanges, isWaiting: boolean): Promise<void> {
    const { dossier, payment } = changes;
    const add = (lineKey: string, kind: OperationKind, payload: unknown): Promise<OutboxRow> =>
      this.#operation(dossier, lineKey, kind, payload, isWaiting);
    const accept = await add(`dossier:${dossier.dossierId}`, 'acceptDossier', { dossier });
    outbox.push(accept);
    const dependsOn = [accept.operationId];
    if (payment !== null) {
      outbox.push({ ...(await add(`shift:${payment.shiftId}`, 'collectFee', { payment })), dependsOn });
    }
    for (const { hash, mediaType, sizeBytes } of dossier.components.flatMap(({ files }) => files)) {
      outbox.push({ ...(await add(`blob:${hash}`, 'storeBlob', { hash, mediaType, sizeBytes })), dependsOn });
    }
  }

  async #operation(
    dossier: Dossier,
    lineKey: string,
    kind: OperationKind,
    payload: unknown,
    isWaiting: boolean,
  ): Promise<OutboxRow> {
    const bytes = new TextEncoder().encode(toCanonicalJson(payload));
    const sequence = (this.#lineEnds.get(lineKey) ?? 0) + 1;
    this.#lineEnds.set(lineKey, sequence);
    this.#stationSequence += 1;
    return {
      ...{ operationId: systemIds.next(), stationId: dossier.stationId, stationSequence: this.#stationSequence },
      ...{ lineKey, sequence, protocolVersion: PROTOCOL_VERSION, kind, payload },
      // Of those that are long sent, nobody will look at the hash again.
      payloadHash: isWaiting ? await webHasher.sha256(bytes) : fakeHash(this.#stationSequence),
      createdAt: dossier.acceptedAt,
      dependsOn: [],
      // Nothing of this is ever sent: what counts is how much there is to read and to write.
      previousHash: fakeHash(this.#stationSequence),
      signature: 'A'.repeat(86),
      dossierId: dossier.dossierId,
      state: isWaiting ? 'queued' : 'acknowledged',
      sizeBytes: bytes.byteLength,
      attempts: isWaiting ? 0 : 1,
      lastAttemptAt: isWaiting ? null : dossier.acceptedAt,
      parkedReason: null,
      settledAt: isWaiting ? null : dossier.acceptedAt,
    };
  }
}

function printedMark({ dossier, receipt }: AcceptDossierChanges): PrintMarkRow {
  return {
    issuedDocumentId: receipt.issuedDocumentId,
    dossierId: dossier.dossierId,
    dossierCode: dossier.dossierCode,
    state: 'printed',
    printCount: 1,
    failureCode: null,
    updatedAt: receipt.issuedAt,
  };
}

/** A scan whose bytes have gone long ago. */
function pastPage(index: number, capturedAt: Instant): ScannedPage {
  const hash = fakeHash(index);
  return {
    ...{ pageId: systemIds.next(), hash, originalHash: hash, fileName: `trang-${String(index)}.jpg` },
    ...{ mediaType: 'image/jpeg', sizeBytes: 250_000, widthPx: 1653, heightPx: 2338, dpi: 200 },
    ...{ turnedBy: 0, isBlank: false, note: 'none', capturedBy: 'scanner', deviceName: null, capturedAt },
  };
}

function fakeHash(index: number): Sha256 {
  return index.toString(16).padStart(64, '0') as Sha256;
}
