import { chromium, type BrowserContext, type Page } from '@playwright/test';

export interface BrowserLaunchOptions {
  /** Profile folder; use the same one again to restart "the same machine". */
  readonly userDataDir: string;
  /** Address that is opened first, with `#enrol=CODE` for a new station. */
  readonly url: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** More switches for Chromium, such as a fake camera. */
  readonly args?: readonly string[];
}

export interface LaunchedBrowser {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Lines of the page's console and uncaught errors, newest last. */
  readonly consoleLines: readonly string[];
}

const CHROMIUM = '/usr/bin/chromium';
const DEFAULT_VIEWPORT = { width: 1366, height: 768 };
/** No talk with the outside world; no GPU on a build machine. */
const QUIET_SWITCHES = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'].concat([
  '--disable-component-update',
  '--disable-sync',
]);

/** Starts the system's Chromium with a profile that is kept, so that IndexedDB and the service worker survive. */
export async function launchBrowser(options: BrowserLaunchOptions): Promise<LaunchedBrowser> {
  const context = await chromium.launchPersistentContext(options.userDataDir, {
    executablePath: CHROMIUM,
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [...QUIET_SWITCHES, ...(options.args ?? [])],
    viewport: options.viewport ?? DEFAULT_VIEWPORT,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
  });
  // Stands in for the print dialog: nobody answers one here, and Chromium without a window dies of it.
  await context.addInitScript(() => {
    window.print = () => undefined;
  });
  const consoleLines: string[] = [];
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('console', (message) => consoleLines.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => consoleLines.push(`pageerror: ${error.message}`));
  await page.goto(options.url);
  return { context, page, consoleLines };
}
