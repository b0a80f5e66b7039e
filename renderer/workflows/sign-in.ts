import { findBlockedOfficers, findOfficeData } from '#renderer/data/repositories/catalogue-repository.ts';
import { findOpenShiftOn } from '#renderer/data/repositories/shift-repository.ts';
import { findStation } from '#renderer/data/repositories/station-repository.ts';
import type { CommitFailure } from '#renderer/data/changes.ts';
import type { Shift } from '#shared/domain/office.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { OfficerId, ShiftId } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Session, WorkflowDeps } from './workflow-deps.ts';

export type SignInFailure = AppError<'notEnrolled' | 'unknownOfficer' | 'officerBlocked' | 'wrongPin'> | CommitFailure;

/** Signs an officer in with the PIN, online or not, and goes on with today's shift or begins one. A closed one is not gone on with. */
export async function signIn(
  deps: WorkflowDeps,
  officerId: OfficerId,
  pin: string,
): Promise<Result<Session, SignInFailure>> {
  const [office, station, blocked] = await Promise.all([
    findOfficeData(deps.database),
    findStation(deps.database),
    findBlockedOfficers(deps.database),
  ]);
  if (office === undefined || station === undefined) return err({ code: 'notEnrolled' });
  const officer = office.officers.find((candidate) => candidate.officerId === officerId);
  if (officer === undefined) return err({ code: 'unknownOfficer' });
  if (blocked.has(officerId)) return err({ code: 'officerBlocked' });
  const [isRight, open] = await Promise.all([
    deps.isPinRight(pin, officer.pinVerifier),
    findOpenShiftOn(deps.database, officerId, deps.clock.today()),
  ]);
  if (!isRight) return err({ code: 'wrongPin' });
  if (open !== undefined) return ok({ officer, shift: open });
  const shift: Shift = {
    shiftId: deps.ids.next<ShiftId>(),
    officerId,
    stationId: station.stationId,
    openedAt: deps.clock.now(),
  };
  const committed = await deps.unitOfWork.commit({ shifts: [shift] });
  return committed.ok ? ok({ officer, shift }) : committed;
}
