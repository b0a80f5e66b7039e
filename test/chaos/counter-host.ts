import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { CounterPage } from '#test/e2e/support/counter-page.ts';
import { launchBrowser } from '#test/e2e/support/launch-browser.ts';
import { launchApp } from '#test/e2e/support/launch-electron.ts';
import { findMainProcess, findTree, killAll } from './process-tree.ts';
import type { HostKind } from './schedule.ts';

/** A person waits that long in front of a page that says it is being opened. */
const OPENING_MS = 45_000;
const MOST_LOADS = 3;

/** The running client, in one of the two hosts. */
export interface RunningClient {
  readonly page: Page;
  readonly counter: CounterPage;
  /** Lines of the page's console and uncaught errors, newest last. */
  readonly consoleLines: readonly string[];
  /** Process number of the program itself. */
  readonly mainPid: number;
  /** SIGKILL for every process of it. */
  kill(): Promise<void>;
  /** Another window of the browser; not signed in. */
  openTab(): Promise<CounterPage>;
}

export interface ClientPlace {
  readonly host: HostKind;
  /** Folder of the profile, kept over starts. */
  readonly folder: string;
  /** The gateway's address; in a browser also the page's. */
  readonly url: string;
  /** What a person does in front of a browser whose page has not opened, before he loads it again: sees to the link. */
  readonly seeToLink?: () => Promise<void>;
}

/** Starts the client on its folder. @param enrolmentCode only for the first start */
export async function startClient(place: ClientPlace, enrolmentCode?: string): Promise<RunningClient> {
  return place.host === 'electron' ? startElectron(place, enrolmentCode) : startBrowser(place, enrolmentCode);
}

async function startElectron(place: ClientPlace, enrolmentCode?: string): Promise<RunningClient> {
  const launched = await launchApp({
    userDataDir: place.folder,
    gatewayUrl: place.url,
    stationName: 'Quầy số 1',
    ...(enrolmentCode === undefined ? {} : { enrolmentCode }),
  });
  const mainPid = launched.app.process().pid ?? 0;
  return {
    page: launched.page,
    counter: new CounterPage(launched.page),
    consoleLines: launched.consoleLines,
    mainPid,
    kill: async () => killAll(await findTree(mainPid)),
    openTab: () => Promise.reject(new Error('the app has one window')),
  };
}

async function startBrowser(place: ClientPlace, enrolmentCode?: string): Promise<RunningClient> {
  // A browser that was killed leaves its mark of being open.
  for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket'])
    await rm(path.join(place.folder, name), { force: true });
  const url = enrolmentCode === undefined ? `${place.url}/` : `${place.url}/#enrol=${enrolmentCode}`;
  const { context, page, consoleLines } = await launchBrowser({ userDataDir: place.folder, url: 'about:blank' });
  await openPage(page, url, place.seeToLink);
  const mainPid = await findMainProcess(`--user-data-dir=${place.folder}`);
  return {
    page,
    counter: new CounterPage(page),
    consoleLines,
    mainPid,
    kill: async () => killAll(await findTree(mainPid)),
    async openTab() {
      const tab = await context.newPage();
      await openPage(tab, `${place.url}/`, place.seeToLink);
      return new CounterPage(tab);
    },
  };
}

/** Loads the page until the program is there. Without `seeToLink` the first failure is the last. */
async function openPage(page: Page, url: string, seeToLink: ClientPlace['seeToLink']): Promise<void> {
  for (let loads = 1; ; loads += 1) {
    try {
      await page.goto(url);
      await waitForProgram(page);
      return;
    } catch (cause) {
      if (seeToLink === undefined || loads === MOST_LOADS) throw cause;
    }
    await seeToLink();
    // Else an address with a fragment would not be loaded anew.
    await page.goto('about:blank');
  }
}

/** @throws Error when the page is empty, or says for long that it is being opened */
async function waitForProgram(page: Page): Promise<void> {
  const state = await page.waitForFunction(
    () => {
      if (document.body.dataset['ready'] === 'true') return 'ready';
      return document.getElementById('root') === null ? 'empty' : undefined;
    },
    undefined,
    { timeout: OPENING_MS },
  );
  if ((await state.jsonValue()) === 'empty') throw new Error('the page is empty');
}
