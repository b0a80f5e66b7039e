import { findIssuedDocument, findPrintMark } from '#renderer/data/repositories/dossier-repository.ts';
import { listPrints } from '#renderer/data/repositories/print-repository.ts';
import type { PaperClass } from '#renderer/data/repositories/settings-repository.ts';
import { findStation } from '#renderer/data/repositories/station-repository.ts';
import type { PrintMarkRow, PrintRow } from '#renderer/data/schema/rows.ts';
import type { RenderedPaper } from '#shared/documents/intake-receipt/render-intake-receipt.ts';
import type { IssuedDocument } from '#shared/domain/issued-document.ts';
import type { LedgerEntry } from '#shared/domain/ledger.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { IssuedDocumentId, LedgerEntryId, PrintId, StationId } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { choosePrinter } from './choose-printer.ts';
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
 */
export function printDocument(
  deps: WorkflowDeps,
  session: Session,
  issuedDocumentId: IssuedDocumentId,
): Promise<Result<PrintedCopy, PrintFailure>> {
  return inTurn(issuedDocumentId, () => printNextCopy(deps, session, issuedDocumentId));
}

async function printNextCopy(
  deps: WorkflowDeps,
  session: Session,
  issuedDocumentId: IssuedDocumentId,
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
    draw(deps, document.value.content, copyNumber),
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
  const { content } = document.value;
  const paper = await draw(deps, content, 1);
  if (!paper.ok) return paper;
  const saved = await deps.host.saveDocumentAs(`${content.dossierCode}.pdf`, paper.value.bytes);
  return saved.ok ? ok(null) : err({ code: saved.error.code });
}

async function draw(
  deps: WorkflowDeps,
  content: IssuedDocument['content'],
  copyNumber: number,
): Promise<Result<RenderedPaper, PrintFailure>> {
  try {
    const paper = await deps.papers.renderIntakeReceipt(content, copyNumber);
    if (paper.missingGlyphs.length > 0) {
      deps.logger.warn('paper.missingGlyphs', { count: paper.missingGlyphs.length });
    }
    return ok(paper);
  } catch (cause) {
    deps.logger.error('paper.renderFailed', { reason: nameOf(cause) });
    return err({ code: 'paperNotDrawn' });
  }
}

/** Where a paper was handed over, and as which job. */
type HandedOver = Pick<PrintRow, 'printerId' | 'printerName' | 'jobId'>;

async function keepAndPrint(
  deps: WorkflowDeps,
  { document, print }: PaperUnderWay,
  { bytes }: RenderedPaper,
): Promise<Result<HandedOver, PrintFailure>> {
  try {
    // The same name as the kept file: a printer that is a file then keeps one file, not two.
    const title = paperName(document.content.dossierCode, print.copyNumber);
    if (deps.host.capabilities.keepsDocuments) {
      const kept = await deps.host.keepDocument(`${title}.pdf`, bytes);
      // The citizen's paper matters more than our file of it.
      if (!kept.ok) deps.logger.warn('paper.notKept', { code: kept.error.code });
    }
    const { paperClass, paperSize } = PAPERS[document.content.kind];
    const printer = await choosePrinter(deps, paperClass);
    if (!printer.ok) return printer;
    const { printerId, name } = printer.value;
    const content = { kind: 'pdf', paperSize, bytes } as const;
    const outcome = await deps.host.print({ printerId, title, copies: 1, content });
    if (!outcome.ok) return err({ code: outcome.error.code });
    return ok({ printerId, printerName: name, jobId: outcome.value.jobId });
  } catch (cause) {
    // A defect of the host must not leave the print at "started" for ever, which would look like a paper on its way.
    deps.logger.error('print.hostFailed', { reason: nameOf(cause) });
    return err({ code: 'printerUnavailable' });
  }
}

/** What each paper is printed on. */
const PAPERS = {
  intakeReceipt: { paperClass: 'form', paperSize: 'A5' },
} as const satisfies Record<
  IssuedDocument['content']['kind'],
  { readonly paperClass: PaperClass; readonly paperSize: 'A5' | 'A4' }
>;

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

/** `H99.01-261122-0001-1`: code and copy number, nothing personal. */
function paperName(dossierCode: string, copyNumber: number): string {
  return `${dossierCode}-${String(copyNumber)}`;
}
