import type { AppError } from '#shared/kernel/app-error.ts';
import type { OfficerId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Officer } from './office.ts';

/** Why, who and when: a held operation that nobody works on any more (ngừng xử lý). */
export interface SetAside {
  /** In the supervisor's words. Kept with the operation, never logged. */
  readonly reason: string;
  readonly officerId: OfficerId;
  readonly at: Instant;
}

export type SetAsideRefusal = AppError<'onlySupervisor' | 'notToBeSetAside' | 'setAsideReasonMissing'>;

/**
 * Refusals after which nothing can be sent in this place of the line any more: the province has another operation there.
 * Every other refusal would leave a gap that the rest of the line waits for, or a dossier the province does not have.
 */
const PLACE_IS_TAKEN: ReadonlySet<string> = new Set(['replacedAlreadyAccepted', 'outOfOrder']);

export const LONGEST_SET_ASIDE_REASON = 500;

/** @param code why the province has refused the operation */
export function canBeSetAside(code: string): boolean {
  return PLACE_IS_TAKEN.has(code);
}

/** A supervisor ends the work on an operation that can be neither sent nor corrected any more, and says why. */
export function decideSetAside(
  code: string,
  reason: string,
  by: { readonly officer: Pick<Officer, 'officerId' | 'role'>; readonly at: Instant },
): Result<SetAside, SetAsideRefusal> {
  if (by.officer.role !== 'supervisor') return err({ code: 'onlySupervisor' });
  if (!canBeSetAside(code)) return err({ code: 'notToBeSetAside' });
  const words = reason.normalize('NFC').trim();
  if (words === '' || Array.from(words).length > LONGEST_SET_ASIDE_REASON)
    return err({ code: 'setAsideReasonMissing' });
  return ok({ reason: words, officerId: by.officer.officerId, at: by.at });
}
