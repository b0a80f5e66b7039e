import { findIssuedDocument, findPrintMark } from '#renderer/data/repositories/dossier-repository.ts';
import { findStation } from '#renderer/data/repositories/station-repository.ts';
import type { PrintMarkRow } from '#renderer/data/schema/rows.ts';
import type { RenderedPaper } from '#shared/documents/rendered-paper.ts';
import type { IssuedDocument } from '#shared/domain/issued-document.ts';
import { findPaperReference } from '#shared/domain/papers/paper-content.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { IssuedDocumentId, LedgerEntryId } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { choosePrinter } from './choose-printer.ts';
import type { Session, WorkflowDeps } from './workflow-deps.ts';

export type PrintFailure = AppError;

/** The printed copy: its number, and whether the host has kept a file of it. */
export interface PrintedCopy {
  readonly copyNumber: number;
}

/** Prints under way in this window: a second wish for a paper waits for the first, so that no copy number is given twice. */
const underWay = new Map<IssuedDocumentId, Promise<unknown>>();

/**
 * Prints the next copy of an issued paper and keeps it as PDF where the host can. The first copy is the original, later
 * ones are marked as reprints. Whatever happens, the print mark and the ledger say so; the paper can be asked for again.
 */
export async function printReceipt(
  deps: WorkflowDeps,
  session: Session,
  issuedDocumentId: IssuedDocumentId,
): Promise<Result<PrintedCopy, PrintFailure>> {
  const earlier = underWay.get(issuedDocumentId) ?? Promise.resolve();
  const ours = earlier.catch(() => undefined).then(() => printNextCopy(deps, session, issuedDocumentId));
  underWay.set(issuedDocumentId, ours);
  try {
    return await ours;
  } finally {
    if (underWay.get(issuedDocumentId) === ours) underWay.delete(issuedDocumentId);
  }
}

async function printNextCopy(
  deps: WorkflowDeps,
  session: Session,
  issuedDocumentId: IssuedDocumentId,
): Promise<Result<PrintedCopy, PrintFailure>> {
  const [document, mark] = await Promise.all([
    findIssuedDocument(deps.database, issuedDocumentId),
    findPrintMark(deps.database, issuedDocumentId),
  ]);
  if (document === undefined || mark === undefined) return err({ code: 'unknownDocument' });
  if (!document.ok) return document;
  const copyNumber = mark.printCount + 1;
  const printed = await renderAndPrint(deps, document.value, mark, copyNumber);
  await recordOutcome(deps, session, mark, copyNumber, printed);
  if (!printed.ok) deps.logger.warn('print.failed', { code: printed.error.code, issuedDocumentId });
  return printed.ok ? ok({ copyNumber }) : printed;
}

/** Lets the officer keep a copy where the host's own dialog says. Not counted as a print. */
export async function saveReceiptAs(
  deps: WorkflowDeps,
  issuedDocumentId: IssuedDocumentId,
): Promise<Result<null, PrintFailure>> {
  const document = await findIssuedDocument(deps.database, issuedDocumentId);
  if (document === undefined) return err({ code: 'unknownDocument' });
  if (!document.ok) return document;
  const { content } = document.value;
  const paper = await draw(deps, content, 1);
  if (!paper.ok) return paper;
  const saved = await deps.host.saveDocumentAs(`${paperReference(document.value)}.pdf`, paper.value.bytes);
  return saved.ok ? ok(null) : err({ code: saved.error.code });
}

async function renderAndPrint(
  deps: WorkflowDeps,
  document: IssuedDocument,
  mark: PrintMarkRow,
  copyNumber: number,
): Promise<Result<null, PrintFailure>> {
  const paper = await draw(deps, document.content, copyNumber);
  if (!paper.ok) return paper;
  const { bytes, missingGlyphs } = paper.value;
  if (missingGlyphs.length > 0) {
    deps.logger.warn('paper.missingGlyphs', { count: missingGlyphs.length, issuedDocumentId: mark.issuedDocumentId });
  }
  try {
    return await keepAndPrint(deps, paperReference(document), copyNumber, bytes);
  } catch (cause) {
    // A defect of the host must not leave the mark at "pending" for ever, which would look like a paper on its way.
    deps.logger.error('print.hostFailed', { reason: nameOf(cause) });
    return err({ code: 'printerUnavailable' });
  }
}

async function draw(
  deps: WorkflowDeps,
  content: IssuedDocument['content'],
  copyNumber: number,
): Promise<Result<RenderedPaper, PrintFailure>> {
  try {
    return ok(await deps.papers.renderPaper(content, { copyNumber }));
  } catch (cause) {
    deps.logger.error('paper.renderFailed', { reason: nameOf(cause) });
    return err({ code: 'paperNotDrawn' });
  }
}

async function keepAndPrint(
  deps: WorkflowDeps,
  reference: string,
  copyNumber: number,
  pdf: Uint8Array,
): Promise<Result<null, PrintFailure>> {
  // The same name as the kept file: a printer that is a file then keeps one file, not two.
  const title = paperName(reference, copyNumber);
  if (deps.host.capabilities.keepsDocuments) {
    const kept = await deps.host.keepDocument(`${title}.pdf`, pdf);
    // The citizen's paper matters more than our file of it.
    if (!kept.ok) deps.logger.warn('paper.notKept', { code: kept.error.code });
  }
  const printerId = await choosePrinter(deps);
  if (!printerId.ok) return printerId;
  const outcome = await deps.host.print({ printerId: printerId.value, title, paperSize: 'A5', copies: 1, pdf });
  return outcome.ok ? ok(null) : err({ code: outcome.error.code });
}

function nameOf(cause: unknown): string {
  return cause instanceof Error ? cause.name : typeof cause;
}

async function recordOutcome(
  deps: WorkflowDeps,
  session: Session,
  mark: PrintMarkRow,
  copyNumber: number,
  printed: Result<null, PrintFailure>,
): Promise<void> {
  const station = await findStation(deps.database);
  if (station === undefined) return;
  const now = deps.clock.now();
  const kind = printed.ok ? (copyNumber === 1 ? 'documentPrinted' : 'documentReprinted') : 'documentPrintFailed';
  const recorded = await deps.unitOfWork.commit({
    printMarks: [
      {
        ...mark,
        state: printed.ok ? 'printed' : 'failed',
        printCount: printed.ok ? copyNumber : mark.printCount,
        failureCode: printed.ok ? null : printed.error.code,
        updatedAt: now,
      },
    ],
    ledger: [
      {
        ledgerEntryId: deps.ids.next<LedgerEntryId>(),
        at: now,
        officerId: session.officer.officerId,
        stationId: station.stationId,
        dossierId: mark.dossierId,
        kind,
        facts: printed.ok ? { copyNumber } : { copyNumber, code: printed.error.code },
      },
    ],
  });
  if (!recorded.ok) deps.logger.error('print.notRecorded', { code: recorded.error.code });
}

/** Names the paper in files and queues; one about a dossier that never got a code goes by its own id. */
function paperReference({ content, issuedDocumentId }: IssuedDocument): string {
  return findPaperReference(content) ?? issuedDocumentId;
}

/** `H99.01-261122-0001-1`: code and copy number, nothing personal. */
function paperName(reference: string, copyNumber: number): string {
  return `${reference}-${String(copyNumber)}`;
}
