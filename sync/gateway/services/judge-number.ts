import { formatDossierCode, parseDossierCode } from '#shared/domain/dossier-code.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import { NUMBER_DAYS_AHEAD } from '#shared/domain/number-space.ts';
import { formatProvisionalCode } from '#shared/domain/provisional-code.ts';
import { addDays, toLocalDate, type LocalDate } from '#shared/kernel/instant.ts';
import type { StationNumbers } from '#sync/gateway/store/numbers-store.ts';
import type { RefusalCode } from '#sync/protocol/messages.ts';
import type { StationIdentity } from './service-deps.ts';

/** What is known of the numbers of one station and of the days a batch speaks of. */
export interface NumberFacts extends StationNumbers {
  /** Numbers that are left to be given to dossiers with a provisional code, by day. */
  readonly freeNumbers: Map<LocalDate, number>;
}

/** A band number or a provisional code of a day further back than this has to be looked at by a person. */
const DAYS_BACK = 92;

/**
 * Whether the dossier's code is one that this station, and no other, may have printed on its day.
 * `retryLater`: a provisional code for a day whose official numbers have run out.
 */
export function judgeNumber(
  facts: NumberFacts,
  station: StationIdentity,
  dossier: Dossier,
  today: LocalDate,
): 'accept' | 'retryLater' | RefusalCode {
  return dossier.provisionalCode === undefined
    ? judgeOfficial(facts, station, dossier, today)
    : judgeProvisional(facts, station, dossier, today);
}

/** The day in a dossier code; undefined when it is not a code. Tells which number blocks have to be read. */
export function findCodeDay(dossierCode: string): LocalDate | undefined {
  const parsed = parseDossierCode(dossierCode);
  return parsed.ok ? parsed.value.receivedOn : undefined;
}

function judgeOfficial(
  facts: NumberFacts,
  { agencyCode }: StationIdentity,
  dossier: Dossier,
  today: LocalDate,
): 'accept' | RefusalCode {
  const { orderNumber, dossierCode } = dossier;
  const day = findCodeDay(dossierCode);
  if (day === undefined || formatDossierCode(agencyCode, day, orderNumber) !== dossierCode) return 'numberNotLeased';
  const isLeased = facts.blocks.some((block) => block.workingOn === day && isIn(block, orderNumber));
  const isBand = facts.band !== null && isIn(facts.band, orderNumber);
  if (!isLeased && !isBand) return 'numberNotLeased';
  if (!isLeased && !isWithinReach(day, today)) return 'numberDayOutOfRange';
  // A number of one day is no number of another one, whatever the clock of the counter has done since.
  if (![dossier.acceptedAt, dossier.countedFromAt].some((at) => toLocalDate(at) === day)) return 'numberOfAnotherDay';
  const isReturned = facts.returns.some(
    (range) => range.workingOn === day && range.next <= orderNumber && orderNumber <= range.to,
  );
  return isReturned ? 'numberReturned' : 'accept';
}

function judgeProvisional(
  facts: NumberFacts,
  { stationId }: StationIdentity,
  dossier: Dossier,
  today: LocalDate,
): 'accept' | 'retryLater' | RefusalCode {
  const { dossierCode, provisionalCode, orderNumber } = dossier;
  const day = toLocalDate(dossier.acceptedAt);
  const isOwn = dossierCode === provisionalCode && dossierCode === formatProvisionalCode(stationId, day, orderNumber);
  if (!isOwn) return 'numberNotLeased';
  if (!isWithinReach(day, today)) return 'numberDayOutOfRange';
  return (facts.freeNumbers.get(day) ?? 0) > 0 ? 'accept' : 'retryLater';
}

function isIn({ from, to }: { readonly from: number; readonly to: number }, orderNumber: number): boolean {
  return from <= orderNumber && orderNumber <= to;
}

function isWithinReach(day: LocalDate, today: LocalDate): boolean {
  return addDays(today, -DAYS_BACK) <= day && day <= addDays(today, NUMBER_DAYS_AHEAD);
}
