import type { CounterBooks } from './counter-books.ts';
import type { ProvinceBooks } from './province-books.ts';

/** A dossier as the citizen and the officer know it: what was shown and what was handed over. */
export interface ShownDossier {
  readonly dossierCode: string;
  /** SHA-256 of the files that were handed over. */
  readonly hashes: readonly string[];
  /** What the citizen has paid, as the paper says. */
  readonly paidVnd: number;
}

/** What must hold at the counter at any time, also before anything was sent. @returns one line for each violation */
export function judgeCounter(shown: readonly ShownDossier[], counter: CounterBooks): readonly string[] {
  return [
    ...doubled(
      'code at the counter',
      counter.dossiers.map(({ dossierCode }) => dossierCode),
    ),
    ...counter.scans
      .filter(({ hash, actualHash }) => hash !== actualHash)
      .map(({ hash }) => `scan ${hash} has other bytes at the counter`),
    ...shown.flatMap((dossier) => judgeAtCounter(dossier, counter)),
  ];
}

function judgeAtCounter(shown: ShownDossier, counter: CounterBooks): readonly string[] {
  const code = shown.dossierCode;
  const kept = counter.dossiers.find(({ dossierCode }) => dossierCode === code);
  if (kept === undefined) return [`${code} was shown and is not at the counter`];
  const paid = sumOf(counter.payments.filter(({ dossierId }) => dossierId === kept.dossierId));
  return [
    ...(paid === shown.paidVnd ? [] : [`${code}: paid ${String(shown.paidVnd)}, at the counter ${String(paid)}`]),
    ...shown.hashes
      .filter((hash) => !kept.hashes.includes(hash))
      .map((hash) => `${code}: scan ${hash} is not in the dossier at the counter`),
    ...shown.hashes
      .filter((hash) => !counter.scans.some((scan) => scan.hash === hash))
      .map((hash) => `${code}: the bytes of scan ${hash} are not at the counter`),
  ];
}

/**
 * The books of a counter whose store may have been made anew from the journal: scans that the gateway has confirmed count
 * as being there. Whether the province has them is judged by its own books.
 */
export function withSentScans(counter: CounterBooks): CounterBooks {
  const missing = counter.sentScans.filter((sent) => !counter.scans.some(({ hash }) => hash === sent));
  return { ...counter, scans: [...counter.scans, ...missing.map((hash) => ({ hash, actualHash: hash }))] };
}

/**
 * What must hold for a counter that has only its journal: the same, but for the bytes of scans that the gateway has, and
 * everything that was shown still has its place in the queue. @returns one line for each violation
 */
export function judgeRebuilt(shown: readonly ShownDossier[], counter: CounterBooks): readonly string[] {
  const kept = counter.dossiers.filter(({ dossierCode }) => shown.some((one) => one.dossierCode === dossierCode));
  return [
    ...judgeCounter(shown, withSentScans(counter)),
    ...kept
      .filter(({ dossierId }) => !counter.lines.includes(`dossier:${dossierId}`))
      .map(({ dossierCode }) => `${dossierCode} has no line in the queue`),
  ].map((line) => `from the journal alone: ${line}`);
}

/** What must hold once everything was sent. @returns one line for each violation */
export function judgeWhole(
  shown: readonly ShownDossier[],
  counter: CounterBooks,
  province: ProvinceBooks,
): readonly string[] {
  const open = counter.operations.filter(({ state }) => state !== 'acknowledged');
  return [
    ...judgeCounter(shown, counter),
    ...open.map(({ kind, state, parkedReason }) => `${kind} is still ${state} ${parkedReason}`.trim()),
    ...judgeOperations(counter, province),
    ...doubled(
      'code at the province',
      province.dossiers.map(({ dossierCode }) => dossierCode),
    ),
    ...doubled(
      'scan in two dossiers at the province:',
      province.dossiers.flatMap(({ hashes }) => hashes),
    ),
    ...doubled(
      'payment for one dossier',
      province.payments.map(({ dossierId }) => dossierId),
    ),
    ...judgeMoney(shown, counter, province),
    ...province.scans
      .filter(({ hash, actualHash }) => hash !== actualHash)
      .map(({ hash }) => `scan ${hash} has other bytes at the province`),
    ...counter.dossiers.flatMap((dossier) => judgeAtProvince(dossier, province)),
    ...province.dossiers
      .filter(({ dossierId }) => !counter.dossiers.some((dossier) => dossier.dossierId === dossierId))
      .map(({ dossierCode }) => `${dossierCode} is at the province and not at the counter`),
  ];
}

/** Applied exactly once: the province's list, in which no id can be twice, is the counter's list. */
function judgeOperations(counter: CounterBooks, province: ProvinceBooks): readonly string[] {
  // A scan is an item of the queue, not an operation of the province: its file is what is checked.
  const sent = counter.operations.filter(({ kind }) => kind !== 'storeBlob').map(({ operationId }) => operationId);
  return [
    ...doubled('operation at the province', province.operationIds),
    ...sent.filter((id) => !province.operationIds.includes(id)).map((id) => `operation ${id} is not at the province`),
    ...province.operationIds
      .filter((id) => !sent.includes(id))
      .map((id) => `operation ${id} is at the province and not at the counter`),
  ];
}

function judgeMoney(shown: readonly ShownDossier[], counter: CounterBooks, province: ProvinceBooks): readonly string[] {
  const atCounter = sumOf(counter.payments);
  const atProvince = sumOf(province.payments);
  const onPaper = shown.flatMap(({ dossierCode, paidVnd }) => {
    const paid = province.dossiers.find((dossier) => dossier.dossierCode === dossierCode)?.paidVnd ?? 0;
    return paid === paidVnd ? [] : [`${dossierCode}: paid ${String(paidVnd)}, at the province ${String(paid)}`];
  });
  if (atCounter === atProvince) return onPaper;
  return [...onPaper, `money: ${String(atCounter)} at the counter, ${String(atProvince)} at the province`];
}

function judgeAtProvince(dossier: CounterBooks['dossiers'][number], province: ProvinceBooks): readonly string[] {
  const code = dossier.dossierCode;
  const arrived = province.dossiers.filter(({ dossierId }) => dossierId === dossier.dossierId);
  const [only] = arrived;
  if (only === undefined || arrived.length > 1) return [`${code} is ${String(arrived.length)} times at the province`];
  const missing = dossier.hashes.filter((hash) => !province.scans.some((scan) => scan.hash === hash));
  return [
    ...(only.dossierCode === code ? [] : [`${code} is at the province as ${only.dossierCode}`]),
    ...(only.isComplete ? [] : [`${code} is incomplete at the province`]),
    ...missing.map((hash) => `${code}: scan ${hash} is not at the province`),
  ];
}

function sumOf(payments: readonly { readonly amountVnd: number }[]): number {
  return payments.reduce((sum, { amountVnd }) => sum + amountVnd, 0);
}

function doubled(what: string, keys: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return keys.filter((key) => seen.size === seen.add(key).size).map((key) => `twice: ${what} ${key}`);
}
