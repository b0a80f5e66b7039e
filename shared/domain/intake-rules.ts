import type { LocalDate } from '#shared/kernel/instant.ts';
import { isInForce } from './calendar-date.ts';
import { checkComponents } from './component-rules.ts';
import { evaluateFees } from './fees.ts';
import { checkTaking } from './money/decide-collect-fee.ts';
import { takingOf } from './money/taking-of-draft.ts';
import type { IntakeDraft } from './intake-draft.ts';
import { blocking, warning, type IntakeProblem } from './intake-problem.ts';
import { checkApplicant, checkOptionalText, checkSubmitter, hasContact } from './person-rules.ts';
import type { Procedure } from './procedure.ts';
import { decideReceiptDelivery } from './receipt-delivery.ts';

/** The national portal takes a summary (trích yếu) of at most 1000 characters. */
const LONGEST_SUMMARY = 1_000;

/**
 * Everything that stands between a draft and acceptance, in the order of the form. The same list drives the marks on
 * the screen and the refusal of `decideAcceptDossier`, so what the officer sees is what is enforced.
 * @param procedure the version that the draft has pinned, `undefined` when none is chosen or the station lacks it
 * @param on today: rates and versions must be in force on it
 */
export function checkIntakeDraft(
  draft: IntakeDraft,
  procedure: Procedure | undefined,
  on: LocalDate,
): readonly IntakeProblem[] {
  const pinned = checkProcedure(draft, procedure, on);
  return [
    ...pinned.problems,
    ...checkApplicant(draft.applicant, on),
    ...checkSubmitter(draft, on),
    ...checkOptionalText('summary', draft.summary, LONGEST_SUMMARY),
    ...(pinned.procedure ? checkComponents(draft.components, pinned.procedure) : []),
    ...(pinned.procedure ? checkFees(draft, pinned.procedure, on) : []),
    ...checkResultReturn(draft),
    ...decideReceiptDelivery(draft).problems,
  ];
}

/** The problems of the procedure itself, and the procedure when its content may be used for further checks. */
function checkProcedure(
  draft: IntakeDraft,
  procedure: Procedure | undefined,
  on: LocalDate,
): { readonly problems: readonly IntakeProblem[]; readonly procedure?: Procedure } {
  const field = 'procedure';
  if (draft.procedureCode === null) return { problems: [blocking(field, 'procedureNotChosen')] };
  if (procedure?.procedureCode !== draft.procedureCode) return { problems: [blocking(field, 'procedureUnknown')] };
  if (procedure.procedureVersion !== draft.procedureVersion) {
    return { problems: [blocking(field, 'procedureVersionUnknown')] };
  }
  return {
    problems: [
      ...(isInForce(procedure, on) ? [] : [blocking(field, 'procedureNotInForce')]),
      ...(procedure.channels.includes(draft.channel)
        ? []
        : [blocking('channel', 'channelNotAllowed', { allowed: procedure.channels })]),
    ],
    procedure,
  };
}

function checkFees(draft: IntakeDraft, procedure: Procedure, on: LocalDate): readonly IntakeProblem[] {
  const { problems, totalVnd } = evaluateFees(procedure, draft, on);
  return [
    ...problems.map(({ feeRateId, error }) => blocking(`fee:${feeRateId}`, error.code, error.details)),
    ...(problems.length === 0 ? checkPayment(draft, totalVnd) : []),
  ];
}

function checkPayment(draft: IntakeDraft, owedVnd: number): readonly IntakeProblem[] {
  const taking = takingOf(draft);
  if (taking === null || owedVnd === 0) return [];
  const checked = checkTaking(taking, owedVnd);
  return checked.ok ? [] : [blocking('payment', checked.error.code, checked.error.details)];
}

function checkResultReturn(draft: IntakeDraft): readonly IntakeProblem[] {
  return draft.resultReturn === 'electronic' && !hasContact(draft.applicant)
    ? [warning('resultReturn', 'electronicReturnWithoutContact')]
    : [];
}
