import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { findMissingRequirements } from './component-rules.ts';
import { toOneLine } from './draft-to-dossier.ts';
import type { IntakeDraft } from './intake-draft.ts';
import type { LedgerEntry } from './ledger.ts';
import {
  ledgerEntryOf,
  recordNotAccepted,
  type NotAcceptedCommand,
  type NotAcceptedRecord,
  type NotAcceptedRefusal,
} from './not-accepted.ts';
import type { ComponentRequirement, Procedure } from './procedure.ts';

export interface RequestSupplementCommand extends NotAcceptedCommand {
  /**
   * `requirementId` → what is to be completed, in the officer's words. Required papers that were not received are
   * added without being named here; name a paper to explain it, to ask for a conditional one, or to have a received
   * one corrected.
   */
  readonly details: Readonly<Record<string, string>>;
}

export interface MissingComponent {
  readonly requirementId: string;
  readonly name: string;
  readonly detail: string;
}

export interface SupplementRequestRecord extends NotAcceptedRecord {
  readonly missing: MissingComponent[];
}

export interface RequestSupplementChanges {
  readonly request: SupplementRequestRecord;
  readonly ledger: readonly LedgerEntry[];
}

export type SupplementRefusal =
  | NotAcceptedRefusal
  /** Everything is there: the dossier must be accepted, or refused for another reason. */
  | AppError<'nothingMissing'>
  /** A paper outside the published list may not be asked for (IN-22). */
  | (AppError<'requirementUnknown'> & { readonly details: { readonly requirementIds: readonly string[] } });

/**
 * Asks for a supplement (yêu cầu bổ sung, hoàn thiện hồ sơ, Mẫu 02): the complete list, given in one go, in the order
 * of the procedure. Source: NĐ 118/2025/NĐ-CP Đ17, formerly NĐ 61/2018/NĐ-CP Đ17.
 */
export function decideRequestSupplement(
  command: RequestSupplementCommand,
): Result<RequestSupplementChanges, SupplementRefusal> {
  const recorded = recordNotAccepted(command);
  if (!recorded.ok) return recorded;
  const { record, procedure } = recorded.value;
  const unknown = findUnknownRequirements(command.details, procedure);
  if (unknown.length > 0) return err({ code: 'requirementUnknown', details: { requirementIds: unknown } });
  const missing = listMissing(command.draft, command.details, procedure);
  if (missing.length === 0) return err({ code: 'nothingMissing' });
  const request: SupplementRequestRecord = { ...record, missing };
  const facts = { missingCount: missing.length };
  return ok({ request, ledger: [ledgerEntryOf(command, request, 'supplementRequested', facts)] });
}

/**
 * The complete list as it would be printed; also what the form shows before the officer has added a word.
 * @param details the officer's words by `requirementId`; blank ones count as not given
 */
export function listMissing(
  draft: IntakeDraft,
  details: RequestSupplementCommand['details'],
  procedure: Procedure,
): MissingComponent[] {
  const missingIds = new Set(
    findMissingRequirements(draft.components, procedure).map(({ requirementId }) => requirementId),
  );
  return procedure.components.flatMap((requirement) => {
    const { requirementId, name } = requirement;
    const words = toOneLine(details[requirementId] ?? '');
    if (words !== '') return [{ requirementId, name, detail: words }];
    return missingIds.has(requirementId) ? [{ requirementId, name, detail: describeMissing(requirement) }] : [];
  });
}

function findUnknownRequirements(details: RequestSupplementCommand['details'], procedure: Procedure): string[] {
  const known = new Set(procedure.components.map(({ requirementId }) => requirementId));
  return Object.keys(details).filter((requirementId) => !known.has(requirementId));
}

/** `Chưa nộp: 01 bản chính, 02 bản sao`. */
function describeMissing({ counts, isShownOnly }: ComponentRequirement): string {
  const parts = [
    [counts.original, 'bản chính'],
    [counts.certifiedCopy, 'bản sao chứng thực'],
    [counts.copy, 'bản sao'],
  ] as const;
  const asked = parts
    .filter(([count]) => count > 0)
    .map(([count, kind]) => `${String(count).padStart(2, '0')} ${kind}`);
  return `${isShownOnly ? 'Chưa xuất trình' : 'Chưa nộp'}: ${asked.join(', ')}`;
}
