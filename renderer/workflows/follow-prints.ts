import { findPrintMark } from '#renderer/data/repositories/dossier-repository.ts';
import { findPrint, listOpenPrints, listPrints } from '#renderer/data/repositories/print-repository.ts';
import { findStation } from '#renderer/data/repositories/station-repository.ts';
import type { PrintRow } from '#renderer/data/schema/rows.ts';
import type { HostBridge } from '#renderer/host/host-bridge.ts';
import type { LedgerEntry } from '#shared/domain/ledger.ts';
import type { LedgerEntryId } from '#shared/kernel/ids.ts';
import { toEpochMs, type Instant } from '#shared/kernel/instant.ts';
import { inTurn, toPrintMark, withChanges } from './print-history.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

type PrintJobReport = Awaited<ReturnType<HostBridge['findPrintJobs']>>[number];
export type FollowDeps = Pick<WorkflowDeps, 'clock' | 'database' | 'host' | 'ids' | 'logger' | 'unitOfWork'>;

/** Asked about together at most; the oldest first. */
const MOST_JOBS = 100;
/** A spooler that is being restarted does not answer for a while. After this, what it does not know is not known. */
const FORGOTTEN_AFTER_MS = 10 * 60_000;

/** Asks the spoolers what has become of the prints that they have, and records what has changed. */
export async function followPrints(deps: FollowDeps): Promise<void> {
  const open = (await listOpenPrints(deps.database)).slice(0, MOST_JOBS);
  if (open.length === 0) return;
  const reports = await deps.host.findPrintJobs(open.flatMap((print) => print.jobId ?? []));
  const byJob = new Map(reports.map((report) => [report.jobId, report]));
  for (const print of open) {
    const report = byJob.get(print.jobId ?? '');
    if (report === undefined || toFollowed(print, report, deps.clock.now()) === undefined) continue;
    await inTurn(print.issuedDocumentId, () => record(deps, print, report));
  }
}

/** @returns `undefined` when nothing has changed */
function toFollowed(print: PrintRow, { state, trouble }: PrintJobReport, now: Instant): PrintRow | undefined {
  switch (state) {
    case 'waiting':
      return trouble === print.trouble ? undefined : { ...print, trouble, updatedAt: now };
    case 'done':
      return { ...print, state, trouble: null, updatedAt: now };
    case 'cancelled':
      return { ...print, state, trouble: null, failureCode: 'printCancelled', updatedAt: now };
    case 'failed':
      return { ...print, state, trouble: null, failureCode: 'printerGaveUp', updatedAt: now };
    case 'unknown': {
      const isForgotten = toEpochMs(now) - toEpochMs(print.begunAt) > FORGOTTEN_AFTER_MS;
      return trouble === null && !isForgotten ? undefined : { ...print, state, trouble, updatedAt: now };
    }
  }
}

async function record(
  deps: FollowDeps,
  { printId, issuedDocumentId }: PrintRow,
  report: PrintJobReport,
): Promise<void> {
  const [print, mark, prints, station] = await Promise.all([
    findPrint(deps.database, printId),
    findPrintMark(deps.database, issuedDocumentId),
    listPrints(deps.database, issuedDocumentId),
    findStation(deps.database),
  ]);
  // Somebody has printed again meanwhile: what became of this one was found out then.
  if (print?.state !== 'handedOver' || mark === undefined || station === undefined) return;
  const now = deps.clock.now();
  const followed = toFollowed(print, report, now);
  if (followed === undefined) return;
  const { failureCode, copyNumber, officerId, dossierId } = followed;
  const ledger: LedgerEntry = {
    ledgerEntryId: deps.ids.next<LedgerEntryId>(),
    ...{ at: now, officerId, stationId: station.stationId, dossierId },
    ...{ kind: 'documentPrintFailed', facts: { copyNumber, code: failureCode ?? 'unknown' } },
  };
  const next = toPrintMark(mark, withChanges(prints, [followed]), now);
  const isMarkChanged = next.state !== mark.state || next.printCount !== mark.printCount;
  const recorded = await deps.unitOfWork.commit({
    prints: [followed],
    ...(isMarkChanged ? { printMarks: [next] } : {}),
    ...(failureCode === null ? {} : { ledger: [ledger] }),
  });
  if (!recorded.ok) deps.logger.error('print.notRecorded', { code: recorded.error.code });
}
