import { describe, expect, it } from 'vitest';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { DossierId, OperationId, ShiftId, StationId } from '#shared/kernel/ids.ts';
import type { Instant, LocalDate } from '#shared/kernel/instant.ts';
import { toChainLink } from '#sync/gateway/services/chain.ts';
import {
  decideBatch,
  procedureVersionKey,
  type BatchDecision,
  type BatchFacts,
} from '#sync/gateway/services/decide-batch.ts';
import { findCodeDay } from '#sync/gateway/services/judge-number.ts';
import { parseItem } from '#sync/gateway/services/parse-operation.ts';
import { refusalCodeSchema } from '#sync/protocol/messages.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { REFUSAL_TEXTS } from '#sync/gateway/services/refusal-texts.ts';
import { newMoneyFacts } from '#test/support/money-facts.ts';
import { newId, SAMPLE_PROCEDURE, TestStation } from '#test/support/gateway-station.ts';

const NOW = '2026-11-20T07:20:00.000Z' as Instant;
const DAY = '2026-11-20' as LocalDate;
const AGENCY = 'H99.01';

/** A station that talks to nobody: its operations are handed to the rules directly. */
async function newStation(): Promise<TestStation> {
  const station = await TestStation.create(
    () => Promise.reject(new Error('no gateway here')),
    () => NOW,
  );
  station.stationId = newId<StationId>();
  station.agencyCode = AGENCY;
  return station;
}

async function newFacts(station: TestStation): Promise<BatchFacts> {
  const { stationId, agencyCode } = station;
  const publicKey = await station.publicKey();
  return {
    station: { stationId, agencyCode, publicKey },
    operations: new Map(),
    links: new Map(),
    linkedIds: new Set(),
    replaced: new Set(),
    lineHeads: new Map(),
    blocks: [{ numberBlockId: newId(), agencyCode: AGENCY, workingOn: DAY, from: 1, to: 50 }],
    band: { from: 50_001, to: 50_200 },
    returns: [],
    freeNumbers: new Map(),
    dossiers: new Map(),
    takenCodes: new Set(),
    refusedDossiers: new Set(),
    feePayments: new Set(),
    ratedDossiers: new Set(),
    isOldIdNumberAccepted: true,
    procedureVersions: new Set([procedureVersionKey(SAMPLE_PROCEDURE.procedureCode, 1)]),
    money: newMoneyFacts(),
  };
}

const decide = (facts: BatchFacts, items: readonly unknown[]): BatchDecision =>
  decideBatch(
    facts,
    items.map((item) => parseItem(item, facts.station)),
    NOW,
  );
const kindsOf = ({ outcomes }: BatchDecision): string[] =>
  outcomes.map((item) => (item.outcome === 'refused' ? item.code : item.outcome));
const numbered = (orderNumber: number): { dossierCode: string; orderNumber: number } => ({
  dossierCode: `H99.01-261120-${String(orderNumber).padStart(4, '0')}`,
  orderNumber,
});

describe('decideBatch', () => {
  it('lets a later item of a batch build on an earlier one', async () => {
    const station = await newStation();
    const dossier = station.newDossier(numbered(50));
    const accept = station.acceptDossier(dossier);
    const collect = station.collectFee(station.newPayment(dossier, newId<ShiftId>()), [accept.operationId]);
    const decision = decide(await newFacts(station), [accept, collect]);
    expect(kindsOf(decision)).toEqual(['accepted', 'accepted']);
    expect(decision.accepted.map(({ row }) => row.operationId)).toEqual([accept.operationId, collect.operationId]);
    expect(kindsOf(decide(await newFacts(station), [collect, accept]))).toEqual(['retryLater', 'accepted']);
  });

  it('writes nothing for items that wait or are refused', async () => {
    const station = await newStation();
    const unleased = station.acceptDossier(station.newDossier(numbered(51)));
    const early = { ...station.acceptDossier(station.newDossier(numbered(1))), dependsOn: [newId<OperationId>()] };
    const decision = decide(await newFacts(station), [unleased, early, 'nonsense']);
    expect(kindsOf(decision)).toEqual(['numberNotLeased', 'retryLater', 'malformedOperation']);
    expect(decision.accepted).toEqual([]);
  });

  it('answers a known operation from its record, even when today’s rules would refuse it', async () => {
    const station = await newStation();
    const facts = await newFacts(station);
    const accept = station.acceptDossier(station.newDossier(numbered(7)));
    const { payload: _payload, dependsOn: _dependsOn, ...envelope } = accept;
    const acceptedAt = '2026-11-01T00:00:00.000Z' as Instant;
    facts.operations.set(accept.operationId, { ...envelope, acceptedAt });
    facts.links.set(accept.stationSequence, toChainLink(accept));
    const withoutCatalogue = { ...facts, procedureVersions: new Set<string>(), blocks: [] };
    expect(decide(withoutCatalogue, [accept]).outcomes).toEqual([
      { operationId: accept.operationId, outcome: 'alreadyAccepted', acceptedAt },
    ]);
    expect(kindsOf(decide(withoutCatalogue, [station.reseal({ ...accept, sequence: 2 })]))).toEqual([
      'operationIdReused',
    ]);
  });

  it('needs the code that the number itself gives, beyond four digits as well', async () => {
    const station = await newStation();
    const facts = {
      ...(await newFacts(station)),
      blocks: [{ numberBlockId: newId<never>(), agencyCode: AGENCY, workingOn: DAY, from: 9_990, to: 10_010 }],
    };
    const verdict = (orderNumber: number, dossierCode: string): string[] =>
      kindsOf(decide(facts, [station.acceptDossier(station.newDossier({ orderNumber, dossierCode }))]));
    expect(verdict(10_000, 'H99.01-261120-10000')).toEqual(['accepted']);
    expect(verdict(10_001, 'H99.01-261120-010001')).toEqual(['numberNotLeased']);
    expect(verdict(9_999, 'h99.01-261120-9999')).toEqual(['numberNotLeased']);
    expect(verdict(9_989, 'H99.01-261120-9989')).toEqual(['numberNotLeased']);
    expect(verdict(10_011, 'H99.01-261120-10011')).toEqual(['numberNotLeased']);
  });

  it('[GW32] refuses a nine-digit number where the province asks for the personal id number', async () => {
    const station = await newStation();
    const facts = await newFacts(station);
    const verdict = (isOldIdNumberAccepted: boolean, personalIdNumber: string): string[] => {
      const dossier = station.newDossier(numbered(5));
      const applicant = { ...dossier.applicant, personalIdNumber } as typeof dossier.applicant;
      return kindsOf(decide({ ...facts, isOldIdNumberAccepted }, [station.acceptDossier({ ...dossier, applicant })]));
    };
    expect(verdict(false, '070123456')).toEqual(['oldIdNumber']);
    expect(verdict(false, '008185900001')).toEqual(['accepted']);
    facts.takenCodes.clear();
    expect(verdict(true, '070123456')).toEqual(['accepted']);
  });

  it('lets a refused dossier stand in nobody else’s way', async () => {
    const station = await newStation();
    const dossierId = newId<DossierId>();
    const operations = [
      station.refuseDossier(dossierId),
      station.acceptDossier(station.newDossier({ ...numbered(2), dossierId })),
      station.acceptDossier(station.newDossier(numbered(3))),
    ];
    expect(kindsOf(decide(await newFacts(station), operations))).toEqual(['accepted', 'illegalState', 'accepted']);
  });

  const correct = (station: TestStation, refused: Operation, dossier: Dossier): Operation =>
    station.reseal({
      ...station.acceptDossier(dossier),
      lineKey: refused.lineKey,
      sequence: refused.sequence,
      replaces: [...(refused.replaces ?? []), refused.operationId],
    });

  it('[GW30] accepts a correction in the place of what it refused, and lets the line and its dependents follow', async () => {
    const station = await newStation();
    const facts = await newFacts(station);
    const dossier = station.newDossier(numbered(2));
    const refused = station.acceptDossier({ ...dossier, procedureVersion: 9 });
    const later = station.requestSupplement(dossier.dossierId);
    const payment = station.collectFee(station.newPayment(dossier, newId<ShiftId>()), [refused.operationId]);
    expect(kindsOf(decide(facts, [refused, later, payment]))).toEqual([
      'unknownProcedureVersion',
      'retryLater',
      'retryLater',
    ]);
    const worse = correct(station, refused, { ...dossier, procedureVersion: 8 });
    const better = correct(station, worse, dossier);
    expect(kindsOf(decide(facts, [worse, better, payment]))).toEqual([
      'unknownProcedureVersion',
      'accepted',
      'accepted',
    ]);
    expect(kindsOf(decide(facts, [later]))).not.toContain('retryLater');
  });

  it('[GW31] never applies both: what was replaced comes too late, and a correction of what was accepted is refused', async () => {
    const station = await newStation();
    const facts = await newFacts(station);
    const dossier = station.newDossier(numbered(2));
    const first = station.acceptDossier({ ...dossier, procedureVersion: 9 });
    expect(kindsOf(decide(facts, [correct(station, first, dossier), first]))).toEqual(['accepted', 'outOfOrder']);
    const other = station.newDossier(numbered(3));
    const accepted = station.acceptDossier(other);
    const tooLate = correct(station, accepted, other);
    expect(kindsOf(decide(facts, [accepted, tooLate, tooLate]))).toEqual([
      'accepted',
      'replacedAlreadyAccepted',
      'replacedAlreadyAccepted',
    ]);
  });

  it('has a sentence for the officer for every refusal of the protocol', () => {
    expect(Object.keys(REFUSAL_TEXTS).sort()).toEqual([...refusalCodeSchema.options].sort());
  });
});

describe('findCodeDay', () => {
  it('reads the day of a code and nothing else', () => {
    expect(findCodeDay('H99.01-261120-0001')).toBe('2026-11-20');
    expect(findCodeDay('H99.01-260230-0001')).toBeUndefined();
    expect(findCodeDay('not a code')).toBeUndefined();
  });
});
