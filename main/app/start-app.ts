import path from 'node:path';
import { app, dialog, ipcMain, Menu, protocol, session, type BrowserWindow } from 'electron';
import { contract } from '#shared/ipc/index.ts';
import type { Logger } from '#shared/kernel/ports.ts';
import { createGate } from '#main/ipc/gate.ts';
import { createHandlers } from '#main/ipc/handlers.ts';
import { registerGate } from '#main/ipc/register.ts';
import { createFileJournal } from '#main/journal/file-journal.ts';
import { createLogFile } from '#main/logging/log-file.ts';
import { freeBytesAt } from '#main/papers/free-space.ts';
import { createPaperStore } from '#main/papers/paper-store.ts';
import { createSaveAs } from '#main/papers/save-as.ts';
import { combinePrinters } from '#main/printing/combine-printers.ts';
import { createCupsPrinter } from '#main/printing/cups-printer.ts';
import { createPapersUnderWay, createPaperWindows, type PapersUnderWay } from '#main/printing/paper-windows.ts';
import { createPdfPrinter } from '#main/printing/pdf-printer.ts';
import type { Printer } from '#main/printing/printer.ts';
import { createRunCommand } from '#main/printing/run-command.ts';
import { createWindowPrinter } from '#main/printing/window-printer.ts';
import { createFolderSettingsFile } from '#main/scanning/folder-settings.ts';
import { openWatchedFolder } from '#main/scanning/open-watched-folder.ts';
import { createNaps2Scanner } from '#main/scanning/naps2-scanner.ts';
import { findNaps2 } from '#main/scanning/find-naps2.ts';
import { createSaneScanner } from '#main/scanning/sane-scanner.ts';
import { createScanProgram, type StartProgram } from '#main/scanning/scan-program.ts';
import { createScanSessions } from '#main/scanning/scan-sessions.ts';
import type { Scanner } from '#main/scanning/scanner.ts';
import { APP_ORIGIN, APP_SCHEME, isAppUrl } from '#main/security/app-origin.ts';
import { guardAllContents } from '#main/security/contents-guard.ts';
import { guardPermissions } from '#main/security/permissions.ts';
import { guardRequests } from '#main/security/request-filter.ts';
import type { PaperStore } from '#main/papers/paper-store.ts';
import type { LaunchOptions } from './launch-options.ts';
import { createCitizenWindow } from './citizen-window.ts';
import { describeDefect } from './describe-defect.ts';
import { systemHasher, systemIds, systemNow, systemScheduler } from './system-sources.ts';
import { openMainWindow } from './windows.ts';

/** What differs between the product and a development run. */
export interface Composition {
  readonly options: LaunchOptions;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Answers every request for a page or a file of ours. */
  readonly servePage: (request: Request) => Promise<Response>;
  /** Origins the window may talk to. */
  readonly allowedOrigins: readonly string[];
  readonly preloadFile: string;
  readonly hasDevTools: boolean;
}

const LOG_FILE_BYTES = 1_000_000;
const LOG_FILES_KEPT = 4;

/** Starts the program. Everything that must happen before Electron is ready happens before this returns. */
export function startApp(composition: Composition): void {
  if (composition.options.userDataFolder !== undefined) app.setPath('userData', composition.options.userDataFolder);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  const logger = createLogFile({
    folder: path.join(app.getPath('userData'), 'logs'),
    maxBytes: LOG_FILE_BYTES,
    keepFiles: LOG_FILES_KEPT,
    clock: systemNow,
  });
  logDefects(logger);
  // Root on a build machine starts with --no-sandbox; forcing the sandbox then would crash every child process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: {
        ...{ standard: true, secure: true, supportFetchAPI: true, allowServiceWorkers: true, stream: true },
        codeCache: true,
      },
    },
  ]);
  // On macOS the menu carries copy and paste; elsewhere it only takes F10 and Alt away from the officer's shortcuts.
  // Before the app is ready, so that the default menu is not even built.
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);
  guardAllContents(app, (what) => {
    logger.warn('pageRefused', { what });
  });
  void app.whenReady().then(() => {
    openApp(composition, logger);
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
}

function openApp(composition: Composition, logger: Logger): void {
  const { defaultSession } = session;
  guardPermissions(defaultSession);
  guardRequests(defaultSession, composition.allowedOrigins);
  const papersUnderWay = createPapersUnderWay(APP_ORIGIN);
  protocol.handle(APP_SCHEME, (request) => papersUnderWay.answer(request.url) ?? composition.servePage(request));

  const papers = createPaperStore({ folder: path.join(app.getPath('userData'), 'papers'), ids: systemIds });
  const scanner = scannerOf(composition.environment);
  let window: BrowserWindow | undefined = undefined;
  const handlers = createHandlers({
    config: {
      gatewayUrl: composition.options.gatewayUrl,
      appVersion: app.getVersion(),
      enrolmentCode: composition.options.enrolmentCode,
      stationName: composition.options.stationName,
    },
    printer: printersOf(composition, papers, papersUnderWay),
    scanner,
    scanSessions: createScanSessions(scanner, systemIds),
    watchedFolder: openWatchedFolder({
      settings: createFolderSettingsFile(path.join(app.getPath('userData'), 'watched-folder.json'), systemIds),
      chooseFolder: () => chooseFolder(window),
      ...{ hasher: systemHasher, scheduler: systemScheduler },
    }),
    papers,
    journal: createFileJournal({ folder: path.join(app.getPath('userData'), 'journal'), ids: systemIds }),
    saveAs: createSaveAs({ chooseFile: (name) => chooseFile(window, name), ids: systemIds }),
    freeBytes: () => freeBytesAt(app.getPath('userData')),
    openCitizenScreen: createCitizenWindow({
      officerWindow: () => window,
      hasDevTools: composition.hasDevTools,
      logger,
    }),
    logger,
  });
  registerGate(ipcMain, createGate({ contract, handlers, isOurPage: isAppUrl, logger }));
  window = openMainWindow({ preloadFile: composition.preloadFile, hasDevTools: composition.hasDevTools, logger });
  focusOnSecondStart(window);
  logger.info('started', { version: app.getVersion(), electron: process.versions.electron });
}

/** Windows: from a hidden window. Elsewhere through CUPS. Papers can be kept as PDF everywhere. */
function printersOf(
  { options, environment }: Composition,
  papers: PaperStore,
  papersUnderWay: PapersUnderWay,
): Printer {
  const through = options.printThrough ?? (process.platform === 'win32' ? 'window' : 'cups');
  const windows = { ids: systemIds, scheduler: systemScheduler, papers: papersUnderWay };
  const machine =
    through === 'window'
      ? createWindowPrinter(createPaperWindows(windows))
      : createCupsPrinter(createRunCommand(environment));
  return combinePrinters(
    machine,
    createPdfPrinter((fileName, bytes) => papers.keep(fileName, bytes)),
  );
}

/** Windows: through NAPS2 when it is installed. Elsewhere through SANE. Without either the machine has no scanner. */
function scannerOf(environment: Composition['environment']): Scanner {
  const shared = {
    ...{ scheduler: systemScheduler, ids: systemIds, folder: path.join(app.getPath('userData'), 'scanning') },
    freeBytes: () => freeBytesAt(app.getPath('userData')),
  };
  const start = (command: string): StartProgram => createScanProgram(command, environment, process.platform);
  if (process.platform !== 'win32') return createSaneScanner({ start: start('scanimage'), ...shared });
  return createNaps2Scanner({ start: start(findNaps2(environment)), ...shared });
}

async function chooseFile(window: BrowserWindow | undefined, suggestedName: string): Promise<string | undefined> {
  if (window === undefined) return undefined;
  const answer = await dialog.showSaveDialog(window, {
    defaultPath: path.join(app.getPath('documents'), suggestedName),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
    properties: ['showOverwriteConfirmation'],
  });
  return answer.canceled || answer.filePath === '' ? undefined : answer.filePath;
}

async function chooseFolder(window: BrowserWindow | undefined): Promise<string | undefined> {
  if (window === undefined) return undefined;
  const answer = await dialog.showOpenDialog(window, { properties: ['openDirectory'] });
  return answer.canceled ? undefined : answer.filePaths[0];
}

/** One counter, one window: a second start brings the first to the front. */
function focusOnSecondStart(window: BrowserWindow): void {
  app.on('second-instance', () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
}

/** Main holds no truth, so it goes on after a defect: the officer's page and its drafts stay. */
function logDefects(logger: Logger): void {
  process.on('uncaughtException', (error) => {
    logger.error('uncaughtException', describeDefect(error));
  });
  process.on('unhandledRejection', (reason) => {
    logger.error('unhandledRejection', describeDefect(reason));
  });
  app.on('child-process-gone', (_event, details) => {
    logger.error('childProcessGone', { type: details.type, reason: details.reason, exitCode: details.exitCode });
  });
}
