import { formatDossierCode, parseDossierCode } from '#shared/domain/dossier-code.ts';
import type { Dossier, FeePayment } from '#shared/domain/dossier.ts';
import type { DossierId, FeePaymentId, OperationId } from '#shared/kernel/ids.ts';
import type { Instant, LocalDate } from '#shared/kernel/instant.ts';
import type { KnownDossier } from '#sync/gateway/store/dossiers-store.ts';
import type { NumberBlockRow } from '#sync/gateway/store/numbers-store.ts';
import type { OperationRow } from '#sync/gateway/store/operations-store.ts';
import type { ItemOutcome, RefusalCode } from '#sync/protocol/messages.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import type { RefuseDossierPayload } from '#sync/protocol/payloads.ts';
import type { Command, ParsedItem } from './parse-operation.ts';
import { REFUSAL_TEXTS } from './refusal-texts.ts';
import type { StationIdentity } from './service-deps.ts';

/**
 * What the database knows about the items of a batch, read under the station's lock. `decideBatch` moves it on as
 * items are accepted, so that a later item of the same batch sees the earlier ones.
 */
export interface BatchFacts {
  readonly station: StationIdentity;
  readonly operations: Map<OperationId, OperationRow>;
  /** Refused operations in whose place another one was accepted. */
  readonly replaced: Set<OperationId>;
  readonly usedStationSequences: Set<number>;
  readonly lineHeads: Map<string, number>;
  readonly blocks: readonly NumberBlockRow[];
  readonly dossiers: Map<DossierId, KnownDossier>;
  readonly takenCodes: Set<string>;
  readonly refusedDossiers: Set<DossierId>;
  readonly feePayments: Set<FeePaymentId>;
  readonly procedureVersions: ReadonlySet<string>;
}

export interface AcceptedOperation {
  readonly row: OperationRow;
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
    if (known !== undefined) return replayOf(known, item.operation);
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

/** The same name again: the stored answer when everything else is the same too, a loud refusal otherwise. */
function replayOf(known: OperationRow, operation: Operation): ItemOutcome {
  const isSame =
    known.payloadHash === operation.payloadHash &&
    known.stationId === operation.stationId &&
    known.stationSequence === operation.stationSequence &&
    known.lineKey === operation.lineKey &&
    known.sequence === operation.sequence &&
    known.kind === operation.kind;
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
  const verdict = command.ok ? judge(facts, operation, command.value) : command.error;
  if (verdict === 'retryLater') return { operationId, outcome: 'retryLater' };
  if (verdict !== 'accept') return refused(operationId, verdict);
  if (command.ok) accepted.push(record(facts, operation, command.value, now));
  return { operationId, outcome: 'accepted', acceptedAt: now };
}

function judge(facts: BatchFacts, operation: Operation, command: Command): Verdict {
  if (facts.usedStationSequences.has(operation.stationSequence)) return 'operationIdReused';
  const expected = (facts.lineHeads.get(operation.lineKey) ?? 0) + 1;
  if (operation.replaces?.some((id) => facts.operations.has(id)) === true) return 'replacedAlreadyAccepted';
  if (operation.sequence < expected) return 'outOfOrder';
  if (operation.sequence > expected) return 'retryLater';
  const isThere = (id: OperationId): boolean => facts.operations.has(id) || facts.replaced.has(id);
  if (!operation.dependsOn.every(isThere)) return 'retryLater';
  switch (command.kind) {
    case 'acceptDossier':
      return judgeDossier(facts, command.dossier);
    case 'collectFee':
      return judgePayment(facts, command.payment);
    case 'requestSupplement':
    case 'refuseDossier':
      return judgeIntakeDecision(facts, command.decision);
  }
}

function judgeDossier(facts: BatchFacts, dossier: Dossier): Verdict {
  if (dossier.agencyCode !== facts.station.agencyCode) return 'foreignStation';
  if (!isKnownProcedure(facts, dossier)) return 'unknownProcedureVersion';
  if (facts.dossiers.has(dossier.dossierId) || facts.refusedDossiers.has(dossier.dossierId)) return 'illegalState';
  if (!isNumberLeased(facts.blocks, dossier)) return 'numberNotLeased';
  if (facts.takenCodes.has(dossier.dossierCode)) return 'dossierCodeTaken';
  return 'accept';
}

/** The code must be the one that a number of a block leased to this very station gives. */
function isNumberLeased(blocks: readonly NumberBlockRow[], dossier: Dossier): boolean {
  const { orderNumber } = dossier;
  return blocks.some(
    ({ from, to, agencyCode, workingOn }) =>
      from <= orderNumber &&
      orderNumber <= to &&
      formatDossierCode(agencyCode, workingOn, orderNumber) === dossier.dossierCode,
  );
}

/** A payment may come before its dossier, which may be held at the counter; if the dossier is here they must agree. */
function judgePayment(facts: BatchFacts, payment: FeePayment): Verdict {
  const dossier = facts.dossiers.get(payment.dossierId);
  if (dossier !== undefined && dossier.dossierCode !== payment.dossierCode) return 'unknownDossier';
  return facts.feePayments.has(payment.feePaymentId) ? 'illegalState' : 'accept';
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
  const { payload: _payload, dependsOn: _dependsOn, replaces = [], ...envelope } = operation;
  const row: OperationRow = { ...envelope, acceptedAt };
  facts.operations.set(row.operationId, row);
  facts.usedStationSequences.add(row.stationSequence);
  facts.lineHeads.set(row.lineKey, row.sequence);
  for (const id of replaces) facts.replaced.add(id);
  if (command.kind === 'acceptDossier') {
    facts.dossiers.set(command.dossier.dossierId, command.dossier);
    facts.takenCodes.add(command.dossier.dossierCode);
  }
  if (command.kind === 'collectFee') facts.feePayments.add(command.payment.feePaymentId);
  if (command.kind === 'refuseDossier') facts.refusedDossiers.add(command.decision.dossierId);
  return { row, command, replaces };
}

/** The day in a dossier code; undefined when it is not a code. Tells which number blocks have to be read. */
export function findCodeDay(dossierCode: string): LocalDate | undefined {
  const parsed = parseDossierCode(dossierCode);
  return parsed.ok ? parsed.value.receivedOn : undefined;
}
