import type { CommitFailure } from '#renderer/data/changes.ts';
import { listDrafts } from '#renderer/data/repositories/dossier-repository.ts';
import { findOpenShiftOn, findShift } from '#renderer/data/repositories/shift-repository.ts';
import type { Session, WorkflowDeps } from '#renderer/workflows/workflow-deps.ts';
import {
  decideCloseShift,
  decideCorrectShift,
  decideMoveCash,
  decideOpenShift,
  type CashMove,
  type CloseShiftCommand,
  type CloseShiftRefusal,
  type CorrectShiftRefusal,
  type MoveCashRefusal,
  type OpenShiftRefusal,
  type ShiftCorrection,
} from '#shared/domain/money/decide-shift.ts';
import type { ShiftEntry } from '#shared/domain/money/shift-entry.ts';
import type { Shift } from '#shared/domain/office.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { ShiftId } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { readApproval, recordEntry, type Approver } from './record-entry.ts';

export type OpenShiftFailure = OpenShiftRefusal | AppError<'unknownShift'> | CommitFailure;

export interface ShiftOpening {
  /** One that was left open without a counted float; the session's own otherwise. */
  readonly shiftId?: ShiftId;
  readonly floatVnd: number;
  readonly handedOverFrom: ShiftId | null;
}

/** Mở ca. */
export async function openShift(
  deps: WorkflowDeps,
  session: Session,
  { shiftId = session.shift.shiftId, floatVnd, handedOverFrom }: ShiftOpening,
): Promise<Result<ShiftEntry, OpenShiftFailure>> {
  const shift = await findShiftOf(deps, session, shiftId);
  if (shift === undefined) return err({ code: 'unknownShift' });
  return recordEntry(deps, session, shift, (command) => decideOpenShift({ ...command, floatVnd, handedOverFrom }));
}

export type MoveCashFailure = MoveCashRefusal | CommitFailure;

export function moveCash(
  deps: WorkflowDeps,
  session: Session,
  move: CashMove,
): Promise<Result<ShiftEntry, MoveCashFailure>> {
  return recordEntry(deps, session, session.shift, (command) => decideMoveCash({ ...command, move }));
}

export type ShiftCount = Pick<CloseShiftCommand, 'counted' | 'differenceReason' | 'handedOverTo' | 'unsettledCount'>;
export type CloseShiftFailure = CloseShiftRefusal | AppError<'unknownShift'> | CommitFailure;

/** Chốt ca: today's, or one that was left open. A fee half entered at intake, in any window, comes first. */
export async function closeShift(
  deps: WorkflowDeps,
  session: Session,
  shiftId: ShiftId,
  count: ShiftCount,
): Promise<Result<ShiftEntry, CloseShiftFailure>> {
  const shift = await findShiftOf(deps, session, shiftId);
  if (shift === undefined) return err({ code: 'unknownShift' });
  const isOwn = shift.shiftId === session.shift.shiftId;
  return recordEntry(deps, session, shift, async (command) => {
    const halfEntered = isOwn ? await countHalfEntered(deps, session) : 0;
    return decideCloseShift({ ...command, ...count, unsettledCount: count.unsettledCount + halfEntered });
  });
}

export type CorrectShiftFailure = CorrectShiftRefusal | AppError<'unknownShift'> | CommitFailure;

/** A late item of a closed shift, on the line of that shift. */
export async function correctShift(
  deps: WorkflowDeps,
  session: Session,
  shiftId: ShiftId,
  correction: ShiftCorrection,
  approver: Approver | null,
): Promise<Result<ShiftEntry, CorrectShiftFailure>> {
  const shift = await findShiftOf(deps, session, shiftId);
  if (shift === undefined) return err({ code: 'unknownShift' });
  const approval = await readApproval(deps, approver);
  return recordEntry(deps, session, shift, (command) => decideCorrectShift({ ...command, correction, approval }));
}

/** After the shift is closed: a new one, or the one that another window has begun. */
export async function beginNextShift(
  deps: WorkflowDeps,
  { officer, shift: last }: Session,
): Promise<Result<Session, CommitFailure>> {
  const open = await findOpenShiftOn(deps.database, officer.officerId, deps.clock.today());
  if (open !== undefined && open.shiftId !== last.shiftId) return ok({ officer, shift: open });
  const shift: Shift = {
    shiftId: deps.ids.next<ShiftId>(),
    officerId: officer.officerId,
    stationId: last.stationId,
    openedAt: deps.clock.now(),
  };
  const committed = await deps.unitOfWork.commit({ shifts: [shift] });
  return committed.ok ? ok({ officer, shift }) : committed;
}

/** Drafts in which cash has been tendered already. */
async function countHalfEntered({ database }: WorkflowDeps, { officer }: Session): Promise<number> {
  const drafts = await listDrafts(database, officer.officerId);
  return drafts.filter(({ paymentMeans, payment }) => paymentMeans === 'cash' && payment.tenderedVnd !== null).length;
}

async function findShiftOf(
  { database }: WorkflowDeps,
  { shift }: Session,
  shiftId: ShiftId,
): Promise<Shift | undefined> {
  return shift.shiftId === shiftId ? shift : findShift(database, shiftId);
}
