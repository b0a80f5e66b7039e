import { formatDossierCode } from '#shared/domain/dossier-code.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import { LAST_LEASED_NUMBER } from '#shared/domain/number-space.ts';
import type { DossierId, NumberBlockId } from '#shared/kernel/ids.ts';
import { toLocalDate, type Instant, type LocalDate } from '#shared/kernel/instant.ts';
import { insertChangeList } from '#sync/gateway/store/changes-store.ts';
import type { Transaction } from '#sync/gateway/store/database.ts';
import { insertNumberUses, insertProvisionalCodes } from '#sync/gateway/store/number-requests-store.ts';
import { findBlocksOfRequest, takeBlock } from '#sync/gateway/store/numbers-store.ts';
import type { ChangePayload } from '#sync/protocol/changes.ts';
import { findCodeDay } from './judge-number.ts';
import type { ServiceDeps, StationIdentity } from './service-deps.ts';

export type AssignedCode = ChangePayload<'officialCodeAssigned'>;

export interface OfficialNumber {
  readonly dossierCode: string;
  readonly workingOn: LocalDate;
  readonly orderNumber: number;
}

/**
 * The official number of every dossier: its own, or the next ones of its day for those that were taken in under a
 * provisional code. Taken in the transaction that stores the dossiers, so a crash uses up nothing.
 */
export async function giveNumbers(
  deps: Pick<ServiceDeps, 'ids'>,
  tx: Transaction,
  station: StationIdentity,
  dossiers: readonly Dossier[],
  now: Instant,
): Promise<ReadonlyMap<DossierId, OfficialNumber>> {
  const numbers = new Map<DossierId, OfficialNumber>();
  const waiting = new Map<LocalDate, DossierId[]>();
  for (const { dossierId, dossierCode, provisionalCode, orderNumber, acceptedAt } of dossiers) {
    const workingOn = findCodeDay(dossierCode) ?? toLocalDate(acceptedAt);
    if (provisionalCode === undefined) numbers.set(dossierId, { dossierCode, workingOn, orderNumber });
    else waiting.set(workingOn, [...(waiting.get(workingOn) ?? []), dossierId]);
  }
  for (const workingOn of [...waiting.keys()].sort()) {
    const ids = waiting.get(workingOn) ?? [];
    const first = await takeNumbers(deps, tx, station, workingOn, ids.length, now);
    for (const [place, dossierId] of ids.entries()) {
      const orderNumber = first + place;
      const dossierCode = formatDossierCode(station.agencyCode, workingOn, orderNumber);
      numbers.set(dossierId, { dossierCode, workingOn, orderNumber });
    }
  }
  return numbers;
}

/** Books the numbers as used and keeps provisional codes beside them; answers with the codes that are to be told. */
export async function recordNumbers(
  tx: Transaction,
  { agencyCode }: StationIdentity,
  dossiers: readonly Dossier[],
  numbers: ReadonlyMap<DossierId, OfficialNumber>,
): Promise<AssignedCode[]> {
  const uses = [...numbers].map(([dossierId, { workingOn, orderNumber }]) => ({
    ...{ agencyCode, workingOn, orderNumber, dossierId },
  }));
  if (uses.length > 0) await insertNumberUses(tx, uses);
  const assigned = dossiers.flatMap(({ dossierId, provisionalCode }): AssignedCode[] => {
    const number = numbers.get(dossierId);
    if (provisionalCode === undefined || number === undefined) return [];
    return [{ dossierId, provisionalCode, dossierCode: number.dossierCode, orderNumber: number.orderNumber }];
  });
  if (assigned.length > 0) await insertProvisionalCodes(tx, assigned);
  return assigned;
}

/** Tells the station its official codes. After the fee receipts: their counter is always locked before that of changes. */
export async function tellCodes(
  tx: Transaction,
  { stationId }: StationIdentity,
  assigned: readonly AssignedCode[],
  now: Instant,
): Promise<void> {
  const changes = assigned.map((payload) => ({ stationId, payload }));
  if (changes.length > 0) await insertChangeList(tx, 'officialCodeAssigned', changes, now);
}

/** @returns the first of `size` consecutive numbers, which the station now holds as a block */
async function takeNumbers(
  deps: Pick<ServiceDeps, 'ids'>,
  tx: Transaction,
  station: StationIdentity,
  workingOn: LocalDate,
  size: number,
  leasedAt: Instant,
): Promise<number> {
  const numberBlockId = deps.ids.next<NumberBlockId>();
  const requestId = `official:${numberBlockId}`;
  const block = { ...station, numberBlockId, requestId, workingOn, size, leasedAt };
  await takeBlock(tx, { ...block, lastOfDay: LAST_LEASED_NUMBER });
  const [taken] = await findBlocksOfRequest(tx, station.stationId, requestId);
  if (taken === undefined) throw new Error('the counter was locked with enough numbers left');
  return taken.from;
}
