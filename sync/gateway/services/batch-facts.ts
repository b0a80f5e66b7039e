import { findKnownDossiers, findRefusalsAndPayments, type KnownDossier } from '#sync/gateway/store/dossiers-store.ts';
import { findProcedureVersions, type ProcedureVersionRow } from '#sync/gateway/store/catalogue-store.ts';
import type { Queryable } from '#sync/gateway/store/database.ts';
import { LAST_LEASED_NUMBER } from '#shared/domain/number-space.ts';
import type { DossierId } from '#shared/kernel/ids.ts';
import { toLocalDate } from '#shared/kernel/instant.ts';
import { lockCounters } from '#sync/gateway/store/number-requests-store.ts';
import { findStationNumbers } from '#sync/gateway/store/numbers-store.ts';
import { findLineHeads, findOperations } from '#sync/gateway/store/operations-store.ts';
import { findReplaced } from '#sync/gateway/store/replacements-store.ts';
import { findRatings } from '#sync/gateway/store/ratings-store.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { readChainFacts } from './chain.ts';
import { procedureVersionKey, type BatchFacts } from './decide-batch.ts';
import { findCodeDay, type NumberFacts } from './judge-number.ts';
import { readMoneyFacts } from './money-facts.ts';
import type { Command, ParsedItem } from './parse-operation.ts';
import type { StationIdentity } from './service-deps.ts';

/** Reads what `decideBatch` needs to know, in a handful of statements however many items there are. */
export async function readBatchFacts(
  db: Queryable,
  station: StationIdentity,
  items: readonly ParsedItem[],
): Promise<Omit<BatchFacts, 'isOldIdNumberAccepted'>> {
  const operations = items.flatMap((item) => (item.kind === 'readable' ? [item.operation] : []));
  const commands = items.flatMap((item) => (item.kind === 'readable' && item.command.ok ? [item.command.value] : []));
  return {
    station,
    ...(await readOperationFacts(db, station, operations)),
    ...(await readDossierFacts(db, commands)),
    ...(await readNumberFacts(db, station, commands)),
    ...(await readCatalogueFacts(db, station, commands)),
    ...(await readRatingFacts(db, commands)),
    money: await readMoneyFacts(db, station, commands),
  };
}

async function readOperationFacts(
  db: Queryable,
  station: StationIdentity,
  operations: readonly Operation[],
): Promise<Pick<BatchFacts, 'operations' | 'replaced' | 'links' | 'linkedIds' | 'lineHeads'>> {
  const ids = operations.flatMap(({ operationId, dependsOn, replaces = [] }) => [
    operationId,
    ...dependsOn,
    ...replaces,
  ]);
  const awaited = operations.flatMap(({ dependsOn }) => dependsOn);
  const replaced = await ifAny(awaited, () => findReplaced(db, station.stationId, awaited));
  const known = await ifAny(ids, () => findOperations(db, ids));
  const lineKeys = distinct(operations.map(({ lineKey }) => lineKey));
  const heads = await ifAny(lineKeys, () => findLineHeads(db, station.stationId, lineKeys));
  return {
    operations: new Map(known.map((row) => [row.operationId, row])),
    ...(await readChainFacts(db, station, operations)),
    replaced: new Set(replaced),
    lineHeads: new Map(heads.map(({ lineKey, head }) => [lineKey, head])),
  };
}

async function readDossierFacts(
  db: Queryable,
  commands: readonly Command[],
): Promise<Pick<BatchFacts, 'dossiers' | 'takenCodes' | 'refusedDossiers' | 'feePayments'>> {
  const dossiers = dossiersOf(commands);
  const payments = commands.flatMap((command) => (command.kind === 'collectFee' ? [command.payment] : []));
  const ids = distinct(commands.map(dossierIdOf).filter((dossierId) => dossierId !== undefined));
  const codes = dossiers.map(({ dossierCode }) => dossierCode);
  const known = await ifAny<KnownDossier>(ids, () => findKnownDossiers(db, ids, codes));
  const paymentIds = payments.map(({ feePaymentId }) => feePaymentId);
  const ended = await ifAny(ids, () => findRefusalsAndPayments(db, ids, paymentIds));
  const idsOf = <Id>(kind: string): Set<Id> =>
    new Set(ended.filter((row) => row.kind === kind).map(({ id }) => id as Id));
  return {
    dossiers: new Map(known.map((dossier) => [dossier.dossierId, dossier])),
    takenCodes: new Set(
      known.flatMap(({ dossierCode, provisionalCode }) => [dossierCode, provisionalCode ?? dossierCode]),
    ),
    refusedDossiers: idsOf('refusedDossier'),
    feePayments: idsOf('feePayment'),
  };
}

async function readNumberFacts(
  db: Queryable,
  { stationId, agencyCode }: StationIdentity,
  commands: readonly Command[],
): Promise<NumberFacts> {
  const dossiers = dossiersOf(commands);
  const days = distinct(dossiers.flatMap(({ dossierCode }) => findCodeDay(dossierCode) ?? []));
  const provisional = dossiers.filter(({ provisionalCode }) => provisionalCode !== undefined);
  const waitingDays = distinct(provisional.map(({ acceptedAt }) => toLocalDate(acceptedAt))).sort();
  const counters = waitingDays.length === 0 ? [] : [...(await lockCounters(db, agencyCode, waitingDays))];
  return {
    ...(days.length === 0 ? { blocks: [], band: null, returns: [] } : await findStationNumbers(db, stationId, days)),
    freeNumbers: new Map(counters.map(([day, last]) => [day, LAST_LEASED_NUMBER - last])),
  };
}

async function readCatalogueFacts(
  db: Queryable,
  station: StationIdentity,
  commands: readonly Command[],
): Promise<Pick<BatchFacts, 'procedureVersions'>> {
  const pinned = commands.flatMap((command): ProcedureVersionRow[] => {
    if (command.kind === 'acceptDossier') return [command.dossier];
    return 'decision' in command ? [command.decision] : [];
  });
  const versions = await ifAny(pinned, () => findProcedureVersions(db, station.agencyCode, pinned));
  return {
    procedureVersions: new Set(
      versions.map(({ procedureCode, procedureVersion }) => procedureVersionKey(procedureCode, procedureVersion)),
    ),
  };
}

async function readRatingFacts(
  db: Queryable,
  commands: readonly Command[],
): Promise<Pick<BatchFacts, 'ratedDossiers'>> {
  const asked = commands.flatMap((command) => (command.kind === 'rateDossier' ? [command.rating.dossierId] : []));
  const rated = await ifAny(asked, () => findRatings(db, asked));
  return { ratedDossiers: new Set(rated.map(({ dossierId }) => dossierId)) };
}

function dossierIdOf(command: Command): DossierId | undefined {
  switch (command.kind) {
    case 'acceptDossier':
      return command.dossier.dossierId;
    case 'collectFee':
      return command.payment.dossierId;
    case 'proposeCorrection':
      return command.proposal.dossierId;
    case 'digitiseComponent':
      return command.digitised.dossierId;
    case 'recordExtraction':
      return command.extraction.dossierId;
    case 'sendNotice':
      return command.notice.dossierId;
    case 'rateDossier':
      return command.rating.dossierId;
    case 'requestSupplement':
    case 'refuseDossier':
      return command.decision.dossierId;
    case 'recordShiftEntry':
      return undefined;
  }
}

function dossiersOf(commands: readonly Command[]): readonly Extract<Command, { kind: 'acceptDossier' }>['dossier'][] {
  return commands.flatMap((command) => (command.kind === 'acceptDossier' ? [command.dossier] : []));
}

function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}

/** Spares the database a question about nothing. */
async function ifAny<Row>(asked: readonly unknown[], read: () => Promise<Row[]>): Promise<Row[]> {
  return asked.length === 0 ? [] : read();
}
