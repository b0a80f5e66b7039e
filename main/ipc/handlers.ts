import type { HostConfig, OutputOf } from '#shared/ipc/index.ts';
import type { Journal } from '#shared/journal-format/journal.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Logger } from '#shared/kernel/ports.ts';
import type { PaperStore } from '#main/papers/paper-store.ts';
import type { SaveTarget } from '#main/papers/save-as.ts';
import type { Printer } from '#main/printing/printer.ts';
import type { ScanSessions } from '#main/scanning/scan-sessions.ts';
import type { Scanner } from '#main/scanning/scanner.ts';
import type { WatchedFolder } from '#main/scanning/watched-folder.ts';
import { folderHandlers } from './folder-handlers.ts';
import type { Handlers } from './gate.ts';

/** The device services behind the contract. */
export interface HandlerDevices {
  readonly config: HostConfig;
  readonly printer: Printer;
  readonly scanner: Scanner;
  readonly scanSessions: ScanSessions;
  readonly watchedFolder: WatchedFolder;
  readonly papers: PaperStore;
  readonly saveAs: SaveTarget;
  readonly journal: Journal;
  /** Free bytes on the disk that holds the user-data folder. */
  readonly freeBytes: () => Promise<number>;
  readonly openCitizenScreen: () => void;
  readonly logger: Logger;
}

/** One handler for every name of the contract. */
export function createHandlers(devices: HandlerDevices): Handlers {
  return {
    'app.config': () => Promise.resolve(devices.config),
    ...printingHandlers(devices),
    ...scanningHandlers(devices),
    ...folderHandlers(devices.watchedFolder),
    'documents.keep': async ({ fileName, pdf }) => toOutput(await devices.papers.keep(fileName, pdf)),
    'documents.saveAs': async ({ suggestedName, pdf }): Promise<OutputOf<'documents.saveAs'>> => {
      const outcome = await devices.saveAs(suggestedName, pdf);
      return outcome.ok ? ok(null) : err({ code: outcome.error.code });
    },
    'storage.freeBytes': () => devices.freeBytes(),
    'journal.open': async () => {
      const opened = await devices.journal.open();
      return opened.ok ? ok({ ...opened.value, tail: [...opened.value.tail] }) : toOutput(opened);
    },
    'journal.append': async (records) => toOutput(await devices.journal.append(records)),
    'journal.read': async ({ from, page }) => {
      const read = await devices.journal.read(from, page);
      return read.ok ? ok({ ...read.value, records: [...read.value.records] }) : toOutput(read);
    },
    'journal.keepScan': async ({ hash, bytes }) => toOutput(await devices.journal.keepScan(hash, bytes)),
    'journal.readScan': async (hash) => {
      const read = await devices.journal.readScan(hash);
      return read.ok ? ok(read.value ?? null) : toOutput(read);
    },
    'journal.listScans': async () => {
      const listed = await devices.journal.listScans();
      return listed.ok ? ok([...listed.value]) : toOutput(listed);
    },
    'journal.dropScan': async (hash) => toOutput(await devices.journal.dropScan(hash)),
    ...windowHandlers(devices),
    'log.write': ({ level, event, fields }) => {
      devices.logger[level](event, fields);
      return Promise.resolve(null);
    },
  } satisfies Handlers;
}

function windowHandlers(devices: HandlerDevices): Pick<Handlers, 'windows.openCitizenScreen'> {
  return {
    'windows.openCitizenScreen': () => {
      devices.openCitizenScreen();
      return Promise.resolve(null);
    },
  };
}

function printingHandlers({ printer }: HandlerDevices): Pick<Handlers, PrintingName> {
  return {
    'printing.listPrinters': async () => [...(await printer.listPrinters())],
    'printing.print': async (job) => toOutput(await printer.print(job)),
    'printing.findJobs': async (jobIds) => [...(await printer.findJobs(jobIds))],
    'printing.withdraw': (jobId) => printer.withdraw(jobId),
  };
}
type PrintingName = `printing.${'listPrinters' | 'print' | 'findJobs' | 'withdraw'}`;

function scanningHandlers({ scanner, scanSessions }: HandlerDevices): Pick<Handlers, ScanningName> {
  return {
    'scanning.listScanners': async () => [...(await scanner.listScanners())],
    'scanning.acquire': (settings) => scanSessions.acquire(settings),
    'scanning.nextPage': ({ sessionId }) => scanSessions.nextPage(sessionId),
    'scanning.cancel': async ({ sessionId }) => {
      await scanSessions.cancel(sessionId);
      return null;
    },
  };
}
type ScanningName = `scanning.${'listScanners' | 'acquire' | 'nextPage' | 'cancel'}`;

/** The contract's results are plain objects; details of an error stay in main. */
function toOutput<Value, Code extends string>(
  result:
    { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: { readonly code: Code } },
): { ok: true; value: Value } | { ok: false; error: { code: Code } } {
  return result.ok ? ok(result.value) : err({ code: result.error.code });
}
