import { ok, type Result } from '#shared/kernel/result.ts';
import type { LedgerEntry } from './ledger.ts';
import {
  ledgerEntryOf,
  recordNotAccepted,
  type NotAcceptedCommand,
  type NotAcceptedRecord,
  type NotAcceptedRefusal,
} from './not-accepted.ts';

export type RefuseDossierCommand = NotAcceptedCommand;

export interface RefuseDossierChanges {
  readonly refusal: NotAcceptedRecord;
  readonly ledger: readonly LedgerEntry[];
}

/**
 * Refuses a dossier at intake (từ chối tiếp nhận, Mẫu 03) with a reason in words of at least 10 characters, never a
 * technical code (IN-14). Source: NĐ 118/2025/NĐ-CP Đ17, formerly NĐ 61/2018/NĐ-CP Đ17.
 */
export function decideRefuseDossier(command: RefuseDossierCommand): Result<RefuseDossierChanges, NotAcceptedRefusal> {
  const recorded = recordNotAccepted(command);
  if (!recorded.ok) return recorded;
  const refusal = recorded.value.record;
  return ok({ refusal, ledger: [ledgerEntryOf(command, refusal, 'dossierRefused', {})] });
}
