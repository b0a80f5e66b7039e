import { findIssuedDocument, findPrintMark } from '#renderer/data/repositories/dossier-repository.ts';
import { listPrints } from '#renderer/data/repositories/print-repository.ts';
import { findStation } from '#renderer/data/repositories/station-repository.ts';
import type { PrintMarkRow, PrintRow } from '#renderer/data/schema/rows.ts';
import type { PaperOptions } from '#shared/documents/render-paper.ts';
import type { IssuedDocument } from '#shared/domain/issued-document.ts';
import type { LedgerEntry } from '#shared/domain/ledger.ts';
import { findPaperReference } from '#shared/domain/papers/paper-content.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { IssuedDocumentId, LedgerEntryId, PrintId, StationId } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { choosePrinter } from './choose-printer.ts';
import { drawPaper, drawPdf, PAPERS, type DrawnPaper } from './draw-paper.ts';
import { inTurn, lastCopyNumber, toPrintMark, withChanges } from './print-history.ts';
import { withdrawPrints } from './withdraw-prints.ts';
import type { Session, WorkflowDeps } from './workflow-deps.ts';

export type PrintFailure = AppError;

/** The printed copy: its number, and whether the host has kept a file of it. */
export interface PrintedCopy {
  readonly copyNumber: number;
}

/**
 * Prints the next copy of an issued paper and keeps it as PDF where the host can. The first copy is the original, later
 * ones are marked as reprints; a copy that was withdrawn or given up gives its number back. Whatever happens, the prints,
 * the mark and the ledger say so; the paper can be asked for again.
 * @param language English under the labels makes no other paper: it is a copy like every other
 */
export function printDocument(
  deps: WorkflowDeps,
  session: Session,
  issuedDocumentId: IssuedDocumentId,
  language?: PaperOptions['language'],
): Promise<Result<PrintedCopy, PrintFailure>> {
  return inTurn(issuedDocumentId, () => printNextCopy(deps, session, issuedDocumentId, language));
}

async function printNextCopy(
  deps: WorkflowDeps,
  session: Session,
  issuedDocumentId: IssuedDocumentId,
  language: PaperOptions['language'],
): Promise<Result<PrintedCopy, PrintFailure>> {
  const [document, mark, earlier, station] = await Promise.all([
    findIssuedDocument(deps.database, issuedDocumentId),
    findPrintMark(deps.database, issuedDocumentId),
    listPrints(deps.database, issuedDocumentId),
    findStation(deps.database),
  ]);
  if (document === undefined || mark === undefined) return err({ code: 'unknownDocument' });
  if (!document.ok) return document;
  if (station === undefined) return err({ code: 'notEnrolled' });
  const withdrawn = await withdrawPrints(deps, earlier);
  if (!withdrawn.ok) return withdrawn;
  const prints = withChanges(earlier, withdrawn.value);
  const print = beginPrint(deps, session, mark, prints.length === 0 ? mark.printCount : lastCopyNumber(prints));
  const { copyNumber } = print;
  const paper = { document: document.value, mark, print, stationId: station.stationId, session };
  // The print is on record before anything is handed over: after a crash in between, its number is not given again.
  const [begun, drawn] = await Promise.all([
    deps.unitOfWork.commit({
      prints: [...withdrawn.value, print],
      ledger: withdrawn.value.filter((row) => row.state === 'cancelled').map((row) => cancelledEntry(deps, paper, row)),
    }),
    drawPaper(deps, document.value.content, copyNumber, language),
  ]);
  if (!begun.ok) return err({ code: begun.error.code });
  const printed = drawn.ok ? await keepAndPrint(deps, paper, drawn.value) : drawn;
  await recordOutcome(deps, paper, prints, printed);
  if (!printed.ok) deps.logger.warn('print.failed', { code: printed.error.code, issuedDocumentId });
  return printed.ok ? ok({ copyNumber }) : printed;
}

/** A paper on its way to a printer. */
interface PaperUnderWay {
  readonly document: IssuedDocument;
  readonly mark: PrintMarkRow;
  readonly print: PrintRow;
  readonly stationId: StationId;
  readonly session: Session;
}

function beginPrint(
  deps: WorkflowDeps,
  session: Session,
  { issuedDocumentId, dossierId }: PrintMarkRow,
  lastCopy: number,
): PrintRow {
  const now = deps.clock.now();
  return {
    ...{ printId: deps.ids.next<PrintId>(), issuedDocumentId, dossierId, officerId: session.officer.officerId },
    ...{ copyNumber: lastCopy + 1, printerId: null, printerName: null, jobId: null, begunAt: now },
    ...{ state: 'started', failureCode: null, trouble: null, cameOut: null, updatedAt: now },
  };
}

/** Lets the officer keep a copy where the host's own dialog says. Not counted as a print. */
export async function saveDocumentAs(
  deps: WorkflowDeps,
  issuedDocumentId: IssuedDocumentId,
): Promise<Result<null, PrintFailure>> {
  const document = await findIssuedDocument(deps.database, issuedDocumentId);
  if (document === undefined) return err({ code: 'unknownDocument' });
  if (!document.ok) return document;
  const pdf = await drawPdf(deps, document.value.content, 1);
  if (!pdf.ok) return pdf;
  const saved = await deps.host.saveDocumentAs(`${paperReference(document.value)}.pdf`, pdf.value);
  return saved.ok ? ok(null) : err({ code: saved.error.code });
}

/** Where a paper was handed over, and as which job. */
type HandedOver = Pick<PrintRow, 'printerId' | 'printerName' | 'jobId'>;

async function keepAndPrint(
  deps: WorkflowDeps,
  { document, print }: PaperUnderWay,
  { content, pdf }: DrawnPaper,
): Promise<Result<HandedOver, PrintFailure>> {
  try {
    // The same name as the kept file: a printer that is a file then keeps one file, not two.
    const title = paperName(document, print.copyNumber);
    if (deps.host.capabilities.keepsDocuments && pdf !== null) {
      const kept = await deps.host.keepDocument(`${title}.pdf`, pdf);
      // The citizen's paper matters more than our file of it.
      if (!kept.ok) deps.logger.warn('paper.notKept', { code: kept.error.code });
    }
    const printer = await choosePrinter(deps, PAPERS[document.content.kind].paperClass);
    if (!printer.ok) return printer;
    const { printerId, name } = printer.value;
    const outcome = await deps.host.print({ printerId, title, copies: 1, content });
    if (!outcome.ok) return err({ code: outcome.error.code });
    return ok({ printerId, printerName: name, jobId: outcome.value.jobId });
  } catch (cause) {
    // A defect of the host must not leave the print at "started" for ever, which would look like a paper on its way.
    deps.logger.error('print.hostFailed', { reason: nameOf(cause) });
    return err({ code: 'printerUnavailable' });
  }
}

function nameOf(cause: unknown): string {
  return cause instanceof Error ? cause.name : typeof cause;
}

async function recordOutcome(
  deps: WorkflowDeps,
  paper: PaperUnderWay,
  earlier: readonly PrintRow[],
  printed: Result<HandedOver, PrintFailure>,
): Promise<void> {
  const now = deps.clock.now();
  const { mark, print } = paper;
  const { copyNumber } = print;
  const row: PrintRow = printed.ok
    ? { ...print, ...printed.value, state: 'handedOver', updatedAt: now }
    : { ...print, state: 'failed', failureCode: printed.error.code, updatedAt: now };
  const kind = printed.ok ? (copyNumber === 1 ? 'documentPrinted' : 'documentReprinted') : 'documentPrintFailed';
  const recorded = await deps.unitOfWork.commit({
    prints: [row],
    printMarks: [toPrintMark(mark, withChanges(earlier, [row]), now)],
    ledger: [entry(deps, paper, kind, printed.ok ? { copyNumber } : { copyNumber, code: printed.error.code })],
  });
  if (!recorded.ok) deps.logger.error('print.notRecorded', { code: recorded.error.code });
}

function cancelledEntry(deps: WorkflowDeps, paper: PaperUnderWay, { copyNumber }: PrintRow): LedgerEntry {
  return entry(deps, paper, 'documentPrintCancelled', { copyNumber });
}

function entry(
  deps: WorkflowDeps,
  { mark, session, stationId }: PaperUnderWay,
  kind: LedgerEntry['kind'],
  facts: LedgerEntry['facts'],
): LedgerEntry {
  return {
    ledgerEntryId: deps.ids.next<LedgerEntryId>(),
    at: deps.clock.now(),
    ...{ officerId: session.officer.officerId, stationId, dossierId: mark.dossierId, kind, facts },
  };
}

/** Names the paper in files and queues; one about a dossier that never got a code goes by its own id. */
function paperReference({ content, issuedDocumentId }: IssuedDocument): string {
  return findPaperReference(content) ?? issuedDocumentId;
}

/** `H99.01-261122-0001-1`: code and copy number, nothing personal. */
function paperName(document: IssuedDocument, copyNumber: number): string {
  return `${paperReference(document)}-${String(copyNumber)}`;
}
