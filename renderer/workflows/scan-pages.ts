import type { HostBridge } from '#renderer/host/host-bridge.ts';
import { toLocalDate, toLocalTime } from '#shared/kernel/instant.ts';
import { attachFile, type AttachFailure, type Captured } from './attach-file.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

export type ScanSettings = Parameters<HostBridge['scan']>[0];
type ScanStep = Awaited<ReturnType<ReturnType<HostBridge['scan']>['next']>>;
type Page = Extract<ScanStep, { readonly kind: 'page' }>;
export type ScanOutcome = Extract<ScanStep, { readonly kind: 'ended' }>['outcome'];

/** How a run ended. `nextPage` is the first that is not attached: another run goes on from there. */
export type ScanEnd =
  | { readonly outcome: ScanOutcome; readonly nextPage: number }
  | { readonly outcome: 'notKept'; readonly nextPage: number; readonly error: AttachFailure };

export interface ScanWatch {
  /** The page is stored when this is called; its `dpi` is `null` where the device does not say it. */
  readonly onPage: (captured: Captured, pageNumber: number, dpi: number | null) => void;
  /** What the device calls itself. */
  readonly deviceName: string;
  /** Stops the device; pages that it has given out by then are still attached. */
  readonly signal: AbortSignal;
}

/**
 * Scans until the paper is out and stores each page, like an imported file, as soon as it is there: whatever happens
 * later, pages taken stay. A page that cannot be stored ends the run, because the next ones would leave a gap.
 */
export async function scanPages(deps: WorkflowDeps, settings: ScanSettings, watch: ScanWatch): Promise<ScanEnd> {
  const run = deps.host.scan(settings);
  const stop = (): void => void run.cancel();
  watch.signal.addEventListener('abort', stop);
  if (watch.signal.aborted) stop();
  try {
    for (;;) {
      const step = await run.next();
      if (step.kind === 'ended') return { outcome: step.outcome, nextPage: step.nextPage };
      const source = { dpi: step.dpi, deviceName: watch.deviceName };
      const attached = await attachFile(deps, toFile(deps, step), 'scanner', source);
      if (!attached.ok) {
        await run.cancel();
        return { outcome: 'notKept', nextPage: step.pageNumber, error: attached.error };
      }
      watch.onPage(attached.value, step.pageNumber, step.dpi);
    }
  } finally {
    watch.signal.removeEventListener('abort', stop);
  }
}

function toFile(deps: WorkflowDeps, page: Page): File {
  const now = deps.clock.now();
  const number = String(page.pageNumber).padStart(3, '0');
  // The page number in front, where a long name is still read.
  const mark = page.dpi === null ? 'khong-ro-dpi-' : '';
  const name = `quet-trang-${number}-${mark}${toLocalDate(now)}-${toLocalTime(now).replace(':', '')}.jpg`;
  return new File([new Uint8Array(page.bytes)], name, { type: 'image/jpeg' });
}
