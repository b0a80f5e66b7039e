import type { Dossier } from '#shared/domain/dossier.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import { checkPersonalIdNumber } from '#shared/domain/personal-id-number.ts';
import type { DossierId, FeePaymentId, OperationId } from '#shared/kernel/ids.ts';
import { toLocalDate, type Instant, type LocalDate } from '#shared/kernel/instant.ts';
import type { ChainLink } from '#sync/gateway/store/chain-store.ts';
import type { KnownDossier } from '#sync/gateway/store/dossiers-store.ts';
import type { OperationRow } from '#sync/gateway/store/operations-store.ts';
import type { ItemOutcome, RefusalCode } from '#sync/protocol/messages.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import type { RateDossierPayload, RefuseDossierPayload } from '#sync/protocol/payloads.ts';
import { toChainLink, type ChainFacts } from './chain.ts';
import { applyFeePayment, applyShiftEntry, judgeFeePayment, judgeShiftEntry, type MoneyFacts } from './judge-money.ts';
import { judgeNumber, type NumberFacts } from './judge-number.ts';
import type { Command, ParsedItem } from './parse-operation.ts';
import { REFUSAL_TEXTS } from './refusal-texts.ts';
import type { StationIdentity } from './service-deps.ts';
import { hashOperation } from './verify-operations.ts';

/**
 * What the database knows about the items of a batch, read under the station's lock. `decideBatch` moves it on as
 * items are accepted, so that a later item of the same batch sees the earlier ones.
 */
export interface BatchFacts extends NumberFacts, ChainFacts {
  readonly station: StationIdentity;
  /** The province's policy. */
  readonly isOldIdNumberAccepted: boolean;
  readonly operations: Map<OperationId, OperationRow>;
  /** Refused operations in whose place another one was accepted. */
  readonly replaced: Set<OperationId>;
  readonly lineHeads: Map<string, number>;
  readonly dossiers: Map<DossierId, KnownDossier>;
  readonly takenCodes: Set<string>;
  readonly refusedDossiers: Set<DossierId>;
  readonly feePayments: Set<FeePaymentId>;
  readonly ratedDossiers: Set<DossierId>;
  readonly procedureVersions: ReadonlySet<string>;
  readonly money: MoneyFacts;
}

export interface AcceptedOperation {
  readonly row: OperationRow;
  readonly link: ChainLink;
  readonly command: Command;
  readonly replaces: readonly OperationId[];
}

export interface BatchDecision {
  /** One for each item, in the order sent. */
  readonly outcomes: readonly ItemOutcome[];
  /** What has to be written, in order. */
  readonly accepted: readonly AcceptedOperation[];
}

type Verdict = 'accept' | 'retryLater' | RefusalCode;

/** Decides every item in turn: a refused item never stands in the way of another line. Changes `facts`. */
export function decideBatch(facts: BatchFacts, items: readonly ParsedItem[], now: Instant): BatchDecision {
  const accepted: AcceptedOperation[] = [];
  const outcomes = items.map((item) => {
    if (item.kind === 'unreadable') return refused(item.operationId, item.code);
    const known = facts.operations.get(item.operation.operationId);
    if (known !== undefined) return replayOf(facts, known, item.operation);
    return decideNew(facts, item.operation, item.command, now, accepted);
  });
  return { outcomes, accepted };
}

/** The key under which `BatchFacts.procedureVersions` holds a version. */
export function procedureVersionKey(procedureCode: string, procedureVersion: number): string {
  return `${procedureCode}#${procedureVersion}`;
}

export function refused(operationId: string, code: RefusalCode): ItemOutcome {
  return { operationId, outcome: 'refused', code, detail: REFUSAL_TEXTS[code] };
}

/** The same name again: the stored answer when the whole header is the same too, a loud refusal otherwise. */
function replayOf(facts: BatchFacts, known: OperationRow, operation: Operation): ItemOutcome {
  const isSame = facts.links.get(operation.stationSequence)?.operationHash === hashOperation(operation);
  if (!isSame) return refused(operation.operationId, 'operationIdReused');
  return { operationId: operation.operationId, outcome: 'alreadyAccepted', acceptedAt: known.acceptedAt };
}

function decideNew(
  facts: BatchFacts,
  operation: Operation,
  command: Extract<ParsedItem, { kind: 'readable' }>['command'],
  now: Instant,
  accepted: AcceptedOperation[],
): ItemOutcome {
  const { operationId } = operation;
  const verdict = command.ok ? judge(facts, operation, command.value, toLocalDate(now)) : command.error;
  if (verdict === 'retryLater') return { operationId, outcome: 'retryLater' };
  if (verdict !== 'accept') return refused(operationId, verdict);
  if (command.ok) accepted.push(record(facts, operation, command.value, now));
  return { operationId, outcome: 'accepted', acceptedAt: now };
}

function judge(facts: BatchFacts, operation: Operation, command: Command, today: LocalDate): Verdict {
  if (facts.linkedIds.has(operation.operationId)) return 'operationIdReused';
  if (facts.links.has(operation.stationSequence)) return 'sequenceReused';
  const expected = (facts.lineHeads.get(operation.lineKey) ?? 0) + 1;
  if (operation.replaces?.some((id) => facts.operations.has(id)) === true) return 'replacedAlreadyAccepted';
  if (operation.sequence < expected) return 'outOfOrder';
  if (operation.sequence > expected) return 'retryLater';
  const isThere = (id: OperationId): boolean => facts.operations.has(id) || facts.replaced.has(id);
  if (!operation.dependsOn.every(isThere)) return 'retryLater';
  switch (command.kind) {
    case 'acceptDossier':
      return judgeDossier(facts, command.dossier, today);
    case 'collectFee':
      return judgePayment(facts, command.payment);
    case 'proposeCorrection':
      return judgeFollowUp(facts, operation, command.proposal);
    case 'digitiseComponent':
      return judgeFollowUp(facts, operation, command.digitised);
    case 'recordExtraction':
      return judgeFollowUp(facts, operation, command.extraction);
    case 'sendNotice':
      return judgeFollowUp(facts, operation, command.notice);
    case 'rateDossier':
      return judgeRating(facts, operation, command.rating);
    case 'recordShiftEntry':
      return judgeShiftEntry(facts.money, facts.station.stationId, command.entry);
    case 'requestSupplement':
    case 'refuseDossier':
      return judgeIntakeDecision(facts, command.decision);
  }
}

function judgeDossier(facts: BatchFacts, dossier: Dossier, today: LocalDate): Verdict {
  if (dossier.agencyCode !== facts.station.agencyCode) return 'foreignStation';
  if (!isKnownProcedure(facts, dossier)) return 'unknownProcedureVersion';
  if (!facts.isOldIdNumberAccepted && hasOldIdNumber(dossier)) return 'oldIdNumber';
  if (facts.dossiers.has(dossier.dossierId) || facts.refusedDossiers.has(dossier.dossierId)) return 'illegalState';
  const verdict = judgeNumber(facts, facts.station, dossier, today);
  return verdict === 'accept' && facts.takenCodes.has(dossier.dossierCode) ? 'dossierCodeTaken' : verdict;
}

function hasOldIdNumber({ applicant }: Dossier): boolean {
  if (applicant.kind !== 'citizen') return false;
  const checked = checkPersonalIdNumber(applicant.personalIdNumber);
  return checked.ok && checked.value.personalId.kind === 'oldIdNumber';
}

/** A payment may come before its dossier, which may be held at the counter; if the dossier is here they must agree. */
function judgePayment(facts: BatchFacts, payment: FeePayment): Verdict {
  const dossier = facts.dossiers.get(payment.dossierId);
  const codes = [dossier?.dossierCode, dossier?.provisionalCode];
  if (dossier !== undefined && !codes.includes(payment.dossierCode)) return 'unknownDossier';
  if (facts.feePayments.has(payment.feePaymentId)) return 'illegalState';
  return judgeFeePayment(facts.money, facts.station.stationId, payment);
}

/** What decides nothing may come in any state; the dossier must be one that this station took in. */
function judgeFollowUp(
  facts: BatchFacts,
  { stationId }: Operation,
  { dossierId }: { readonly dossierId: DossierId },
): Verdict {
  return facts.dossiers.get(dossierId)?.stationId === stationId ? 'accept' : 'unknownDossier';
}

/** One for each dossier, verified by its code (EV-01, EV-02). */
function judgeRating(facts: BatchFacts, operation: Operation, rating: RateDossierPayload): Verdict {
  const verdict = judgeFollowUp(facts, operation, rating);
  if (verdict !== 'accept') return verdict;
  const dossier = facts.dossiers.get(rating.dossierId);
  if (![dossier?.dossierCode, dossier?.provisionalCode].includes(rating.dossierCode)) return 'unknownDossier';
  return facts.ratedDossiers.has(rating.dossierId) ? 'illegalState' : 'accept';
}

function judgeIntakeDecision(facts: BatchFacts, decision: RefuseDossierPayload): Verdict {
  if (!isKnownProcedure(facts, decision)) return 'unknownProcedureVersion';
  const isSettled = facts.dossiers.has(decision.dossierId) || facts.refusedDossiers.has(decision.dossierId);
  return isSettled ? 'illegalState' : 'accept';
}

function isKnownProcedure(
  facts: BatchFacts,
  pinned: { readonly procedureCode: string; readonly procedureVersion: number },
): boolean {
  return facts.procedureVersions.has(procedureVersionKey(pinned.procedureCode, pinned.procedureVersion));
}

function record(facts: BatchFacts, operation: Operation, command: Command, acceptedAt: Instant): AcceptedOperation {
  const { operationId, stationId, stationSequence, lineKey, sequence, kind } = operation;
  const { protocolVersion, payloadHash, createdAt, replaces = [] } = operation;
  const row: OperationRow = {
    ...{ operationId, stationId, stationSequence, lineKey, sequence, kind },
    ...{ protocolVersion, payloadHash, createdAt, acceptedAt },
  };
  const link = toChainLink(operation);
  facts.operations.set(operationId, row);
  facts.links.set(stationSequence, link);
  facts.linkedIds.add(operationId);
  facts.lineHeads.set(row.lineKey, row.sequence);
  for (const id of replaces) facts.replaced.add(id);
  if (command.kind === 'acceptDossier') {
    facts.dossiers.set(command.dossier.dossierId, command.dossier);
    facts.takenCodes.add(command.dossier.dossierCode);
    useFreeNumber(facts, command.dossier);
  }
  if (command.kind === 'collectFee') {
    facts.feePayments.add(command.payment.feePaymentId);
    applyFeePayment(facts.money, command.payment);
  }
  if (command.kind === 'recordShiftEntry') applyShiftEntry(facts.money, command.entry, acceptedAt);
  if (command.kind === 'rateDossier') facts.ratedDossiers.add(command.rating.dossierId);
  if (command.kind === 'refuseDossier') facts.refusedDossiers.add(command.decision.dossierId);
  return { row, link, command, replaces };
}

function useFreeNumber({ freeNumbers }: BatchFacts, { provisionalCode, acceptedAt }: Dossier): void {
  if (provisionalCode === undefined) return;
  const day = toLocalDate(acceptedAt);
  freeNumbers.set(day, (freeNumbers.get(day) ?? 0) - 1);
}
