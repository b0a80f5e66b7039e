import type { PaperClass } from '#renderer/data/repositories/settings-repository.ts';
import type { HostBridge } from '#renderer/host/host-bridge.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { choosePrinter } from './choose-printer.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

type JobContent = Parameters<HostBridge['print']>[0]['content'];

const ESC = 0x1b;
const GS = 0x1d;

/** Prints a page that shows whether the printer for a kind of paper is the right one and prints to scale. */
export async function printTestPage(
  deps: WorkflowDeps,
  paperClass: PaperClass,
): Promise<Result<{ readonly printerName: string }, AppError>> {
  try {
    const printer = await choosePrinter(deps, paperClass);
    if (!printer.ok) return printer;
    const { printerId, name } = printer.value;
    const content = paperClass === 'thermal' ? thermalTest() : await pageTest(deps, paperClass, name);
    const outcome = await deps.host.print({ printerId, title: 'trang-in-thu', copies: 1, content });
    return outcome.ok ? ok({ printerName: name }) : err({ code: outcome.error.code });
  } catch (cause) {
    // A worker that died or a host with a defect: nothing is lost, the page can be asked for again.
    deps.logger.error('testPage.notPrinted', { reason: cause instanceof Error ? cause.name : typeof cause });
    return err({ code: 'paperNotDrawn' });
  }
}

async function pageTest(
  deps: WorkflowDeps,
  paperClass: Exclude<PaperClass, 'thermal'>,
  printerName: string,
): Promise<JobContent> {
  const paperSize = paperClass === 'report' ? 'A4' : 'A5';
  const page = await deps.papers.renderTestPage({ paperSize, printerName, drawnAt: deps.clock.now() });
  return { kind: 'pdf', paperSize, bytes: page.bytes };
}

/** Letters of every code page: initialise, print two lines, feed four, cut. */
function thermalTest(): JobContent {
  const words = new TextEncoder().encode('QUAY MOT CUA\nTRANG IN THU\n');
  return { kind: 'escpos', bytes: new Uint8Array([ESC, 0x40, ...words, ESC, 0x64, 4, GS, 0x56, 0]) };
}
