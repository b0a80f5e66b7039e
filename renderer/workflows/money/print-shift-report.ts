import { findOfficeData } from '#renderer/data/repositories/catalogue-repository.ts';
import {
  findPayment,
  findShift,
  listEntriesOfPayments,
  readShiftBook,
} from '#renderer/data/repositories/shift-repository.ts';
import { findStation } from '#renderer/data/repositories/station-repository.ts';
import { drawPdf, PAPERS } from '#renderer/workflows/draw-paper.ts';
import { printOfficePdf } from '#renderer/workflows/print-office-pdf.ts';
import type { Session, WorkflowDeps } from '#renderer/workflows/workflow-deps.ts';
import { buildShiftReport, type ShiftReportSource } from '#shared/domain/money/build-shift-report.ts';
import type { ShiftBook } from '#shared/domain/money/money-command.ts';
import type { Shift } from '#shared/domain/office.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { FeePaymentId, OfficerId, ShiftId } from '#shared/kernel/ids.ts';
import { toLocalDate } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';

/**
 * Prints a shift (biên bản chốt ca) from its books as they are: of a shift that is open an interim report, of a closed one
 * with its later corrections. Drawn anew each time, so copies are not counted (ADR 0029).
 */
export async function printShiftReport(
  deps: WorkflowDeps,
  session: Session,
  shiftId: ShiftId,
): Promise<Result<{ readonly printerName: string }, AppError>> {
  const shift = session.shift.shiftId === shiftId ? session.shift : await findShift(deps.database, shiftId);
  if (shift === undefined) return err({ code: 'unknownShift' });
  const source = await readSource(deps, shift);
  if (!source.ok) return source;
  const content = buildShiftReport(source.value);
  const pdf = await drawPdf(deps, content, 1);
  if (!pdf.ok) return pdf;
  const { paperClass, paperSize } = PAPERS[content.kind];
  const title = `chot-ca-${toLocalDate(shift.openedAt)}-${shiftId.slice(0, 8)}`;
  return printOfficePdf(deps, paperClass, paperSize, title, pdf.value);
}

async function readSource(
  { database, clock }: WorkflowDeps,
  shift: Shift,
): Promise<Result<ShiftReportSource, AppError<'notEnrolled'>>> {
  const [office, station, book] = await Promise.all([
    findOfficeData(database),
    findStation(database),
    readShiftBook(database, shift),
  ]);
  if (office === undefined || station === undefined) return err({ code: 'notEnrolled' });
  const nameOf = (officerId: OfficerId): string =>
    office.officers.find((each) => each.officerId === officerId)?.fullName ?? officerId;
  const officer = office.officers.find(({ officerId }) => officerId === shift.officerId);
  const own = book.payments.map(({ feePaymentId }) => feePaymentId);
  const [others, about, floatFrom] = await Promise.all([
    Promise.all(othersOf(book).map((feePaymentId) => findPayment(database, feePaymentId))),
    listEntriesOfPayments(database, own),
    findGiver({ database }, book),
  ]);
  return ok({
    ...{ book, station, nameOf, office: office.office, now: clock.now() },
    officer: officer ?? { fullName: nameOf(shift.officerId), counterName: station.stationName },
    floatFrom: floatFrom === null ? null : nameOf(floatFrom),
    otherPayments: new Map(
      others.flatMap((payment) => (payment === undefined ? [] : [[payment.feePaymentId, payment]])),
    ),
    voided: new Set(about.flatMap((entry) => (entry.kind === 'feeReceiptVoided' ? [entry.feePaymentId] : []))),
  });
}

/** Payments of other shifts that entries of this one speak of. */
function othersOf({ payments, entries }: ShiftBook): readonly FeePaymentId[] {
  const own = new Set(payments.map(({ feePaymentId }) => feePaymentId));
  const named = entries.flatMap((entry) => ('feePaymentId' in entry ? [entry.feePaymentId] : []));
  return [...new Set(named)].filter((feePaymentId) => !own.has(feePaymentId));
}

/** Whose drawer the float came from. */
async function findGiver(
  { database }: Pick<WorkflowDeps, 'database'>,
  { entries }: ShiftBook,
): Promise<OfficerId | null> {
  const opening = entries.find((entry) => entry.kind === 'shiftOpened');
  if (opening === undefined || opening.handedOverFrom === null) return null;
  return (await findShift(database, opening.handedOverFrom))?.officerId ?? null;
}
