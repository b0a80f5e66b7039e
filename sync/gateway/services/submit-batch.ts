import type { Instant } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { ChainBreak } from '#sync/gateway/store/chain-store.ts';
import { isBadValue, type Transaction } from '#sync/gateway/store/database.ts';
import { insertDossierBlobs, insertDossiers, insertIntakeDecisions } from '#sync/gateway/store/dossiers-store.ts';
import { insertOperations } from '#sync/gateway/store/operations-store.ts';
import { insertCorrectionProposals } from '#sync/gateway/store/province-store.ts';
import { insertRatings } from '#sync/gateway/store/ratings-store.ts';
import { insertReplacements } from '#sync/gateway/store/replacements-store.ts';
import { lockStation } from '#sync/gateway/store/stations-store.ts';
import type { BatchResponse, ItemOutcome } from '#sync/protocol/messages.ts';
import { readBatchFacts } from './batch-facts.ts';
import { logBreaks, recordLinks, tellBreaks } from './chain.ts';
import { decideBatch, refused, type AcceptedOperation } from './decide-batch.ts';
import type { MoneyFacts } from './judge-money.ts';
import { parseItem, type ParsedItem } from './parse-operation.ts';
import { recordNotices } from './notices/record-notices.ts';
import { awaitComponents, recordComponents } from './record-components.ts';
import { issueReceipts, recordMoney } from './record-money.ts';
import { giveNumbers, recordNumbers, tellCodes, type AssignedCode } from './record-numbers.ts';
import type { GatewayProblem } from './problems.ts';
import type { ServiceDeps, StationIdentity } from './service-deps.ts';
import { verifyItems } from './verify-operations.ts';

/**
 * Applies a batch in one transaction and answers item by item. The names of an operation and its effect are committed
 * together, so after a crash at any moment an operation is either wholly there, and a repeat is answered
 * `alreadyAccepted`, or not there at all. Batches of one station are applied one after another; a bad item is refused
 * and its honest neighbours are applied.
 */
export async function submitBatch(
  deps: ServiceDeps,
  station: StationIdentity,
  rawItems: readonly unknown[],
): Promise<Result<BatchResponse, GatewayProblem>> {
  const parsed = rawItems.map((raw) => parseItem(raw, station));
  const items = await verifyItems(parsed, station);
  if (items.some((item) => isTooOld(item, deps.policy.oldestProtocolVersion))) return err({ code: 'protocolTooOld' });
  const result = await applyAll(deps, station, items);
  if (!result.ok) return result;
  const { outcomes, breaks, now } = result.value;
  logOutcomes(deps, station, outcomes);
  logBreaks(deps.logger, station, breaks);
  return ok({ outcomes: [...outcomes], serverNow: now });
}

interface Applied {
  readonly outcomes: readonly ItemOutcome[];
  readonly breaks: readonly ChainBreak[];
  readonly now: Instant;
}

function isTooOld(item: ParsedItem, oldest: number): boolean {
  return item.kind === 'readable' && item.operation.protocolVersion < oldest;
}

type Apply = typeof apply;

async function applyAll(
  deps: ServiceDeps,
  station: StationIdentity,
  items: readonly ParsedItem[],
): Promise<Result<Applied, GatewayProblem>> {
  const inTransaction = (way: Apply): Promise<Result<Applied, GatewayProblem>> =>
    deps.database.transaction(async (tx) => {
      const locked = await lockStation(tx, station.stationId);
      if (locked === undefined) return err({ code: 'enrolmentInvalid' });
      if (locked.isBlocked) return err({ code: 'stationBlocked' });
      return ok(await way(deps, tx, station, items, deps.clock.now()));
    });
  try {
    return await inTransaction(apply);
  } catch (error) {
    if (!isBadValue(error)) throw error;
    return inTransaction(applyOneByOne);
  }
}

/**
 * The slow way, taken when PostgreSQL refuses a value that the schemas let through (NUL in a text, a number beyond
 * bigint): finds the item to blame and lets the others in.
 */
async function applyOneByOne(
  deps: ServiceDeps,
  tx: Transaction,
  station: StationIdentity,
  items: readonly ParsedItem[],
  now: Instant,
): Promise<Applied> {
  const outcomes: ItemOutcome[] = [];
  const breaks: ChainBreak[] = [];
  for (const item of items) {
    try {
      const applied = await tx.savepoint(() => apply(deps, tx, station, [item], now));
      outcomes.push(...applied.outcomes);
      breaks.push(...applied.breaks);
    } catch (error) {
      if (!isBadValue(error) || item.kind === 'unreadable') throw error;
      outcomes.push(refused(item.operation.operationId, 'malformedOperation'));
    }
  }
  return { outcomes, breaks, now };
}

async function apply(
  deps: ServiceDeps,
  tx: Transaction,
  station: StationIdentity,
  items: readonly ParsedItem[],
  now: Instant,
): Promise<Applied> {
  const { isOldIdNumberAccepted } = deps.policy;
  const facts = { ...(await readBatchFacts(tx, station, items)), isOldIdNumberAccepted };
  const { outcomes, accepted } = decideBatch(facts, items, now);
  const codes = accepted.length === 0 ? [] : await write(deps, tx, station, accepted, facts.money, now);
  const added = accepted.map(({ link }) => link);
  const breaks = await recordLinks(tx, station, facts.links, added, now);
  // From here to the commit batches wait for one another, so all else is written before.
  await issueReceipts(deps, tx, station, accepted, facts.money, now);
  await tellCodes(tx, station, codes, now);
  await tellBreaks(tx, station, breaks, now);
  return { outcomes, breaks, now };
}

async function write(
  deps: ServiceDeps,
  tx: Transaction,
  station: StationIdentity,
  accepted: readonly AcceptedOperation[],
  money: MoneyFacts,
  now: Instant,
): Promise<AssignedCode[]> {
  await insertOperations(
    tx,
    accepted.map(({ row }) => row),
  );
  const replacements = accepted.flatMap(({ row, replaces }) =>
    replaces.map((replacedId) => ({ replacedId, operationId: row.operationId, stationId: row.stationId })),
  );
  if (replacements.length > 0) await insertReplacements(tx, replacements);
  const codes = await writeDossiers(deps, tx, station, accepted, now);
  await recordMoney(tx, station, accepted, money);
  const decisions = accepted.flatMap(({ row: { operationId, stationId }, command }) => {
    if (command.kind !== 'requestSupplement' && command.kind !== 'refuseDossier') return [];
    const { kind, document, decision } = command;
    return [{ kind, document, operationId, stationId, dossierId: decision.dossierId, decidedAt: decision.decidedAt }];
  });
  if (decisions.length > 0) await insertIntakeDecisions(tx, decisions);
  const proposals = accepted.flatMap(({ row: { operationId, stationId }, command }) => {
    if (command.kind !== 'proposeCorrection') return [];
    const { dossierId, proposedAt } = command.proposal;
    return [{ operationId, stationId, dossierId, proposedAt, document: command.document }];
  });
  if (proposals.length > 0) await insertCorrectionProposals(tx, proposals);
  await recordComponents(tx, accepted);
  await recordNotices(tx, accepted, now);
  const ratings = accepted.flatMap(({ row: { operationId, stationId }, command }) =>
    command.kind === 'rateDossier' ? [{ ...command.rating, operationId, stationId }] : [],
  );
  if (ratings.length > 0) await insertRatings(tx, ratings);
  return codes;
}

async function writeDossiers(
  deps: ServiceDeps,
  tx: Transaction,
  station: StationIdentity,
  accepted: readonly AcceptedOperation[],
  now: Instant,
): Promise<AssignedCode[]> {
  const dossiers = accepted.flatMap(({ row, command }) =>
    command.kind === 'acceptDossier' ? [{ row, dossier: command.dossier, document: command.document }] : [],
  );
  if (dossiers.length === 0) return [];
  const taken = dossiers.map(({ dossier }) => dossier);
  const numbers = await giveNumbers(deps, tx, station, taken, now);
  await insertDossiers(
    tx,
    dossiers.map(({ row, dossier, document }) => ({
      dossierId: dossier.dossierId,
      dossierCode: numbers.get(dossier.dossierId)?.dossierCode ?? dossier.dossierCode,
      operationId: row.operationId,
      stationId: row.stationId,
      agencyCode: dossier.agencyCode,
      procedureCode: dossier.procedureCode,
      procedureVersion: dossier.procedureVersion,
      state: dossier.state,
      stateChangedAt: row.acceptedAt,
      feeTotalVnd: dossier.feeTotalVnd,
      acceptedAt: dossier.acceptedAt,
      resultDueAt: dossier.resultDueAt,
      document,
    })),
  );
  const codes = await recordNumbers(tx, station, taken, numbers);
  const blobs = dossiers.flatMap(({ dossier: { dossierId, components } }) =>
    components.flatMap(({ files }) => files.map(({ hash }) => ({ dossierId, hash }))),
  );
  if (blobs.length > 0) await insertDossierBlobs(tx, blobs);
  await awaitComponents(tx, taken);
  return codes;
}

function logOutcomes(deps: ServiceDeps, station: StationIdentity, outcomes: readonly ItemOutcome[]): void {
  const count = (outcome: ItemOutcome['outcome']) => outcomes.filter((item) => item.outcome === outcome).length;
  deps.logger.info('batch answered', {
    stationId: station.stationId,
    accepted: count('accepted'),
    alreadyAccepted: count('alreadyAccepted'),
    retryLater: count('retryLater'),
    refused: count('refused'),
  });
  for (const item of outcomes) {
    if (item.outcome !== 'refused') continue;
    // The id may be anything the sender wrote: only one that has the form of an id goes into the log.
    const operationId = /^[0-9a-f-]{36}$/.test(item.operationId) ? item.operationId : 'unreadable';
    deps.logger.warn('operation refused', { stationId: station.stationId, operationId, code: item.code });
  }
}
