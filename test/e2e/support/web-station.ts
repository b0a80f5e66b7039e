import path from 'node:path';
import { CounterPage } from './counter-page.ts';
import { startGatewayProcess, type GatewayProcess } from './gateway-process.ts';
import { launchBrowser, type LaunchedBrowser } from './launch-browser.ts';
import { makeMachineFolder } from './machine.ts';
import { waitForStoredShell } from './stored-shell.ts';

/** A counter in a browser, on the page that its gateway serves. */
export interface WebStation {
  readonly url: string;
  readonly gatewayData: string;
  readonly browser: LaunchedBrowser;
  readonly counter: CounterPage;
  stopGateway(): Promise<void>;
  /** On the same data, at the same address. */
  startGateway(): Promise<void>;
  /** Another tab of the same browser, not signed in. */
  openTab(): Promise<CounterPage>;
  stop(): Promise<void>;
}

/** Enrolled, signed in, with numbers for today, and able to open without a network. */
export async function openWebStation(args: readonly string[] = []): Promise<WebStation> {
  const machine = await makeMachineFolder();
  const gatewayData = path.join(machine.folder, 'gateway');
  let gateway: GatewayProcess | undefined = await startGatewayProcess({ dataDir: gatewayData });
  const { url, port } = gateway;
  const browser = await launchBrowser({
    userDataDir: path.join(machine.folder, 'profile'),
    url: `${url}/#enrol=${gateway.enrolmentCode}`,
    args,
  });
  const counter = new CounterPage(browser.page);
  await counter.signIn();
  await counter.waitForNumbers();
  await waitForStoredShell(browser.page);
  const stopGateway = async (): Promise<void> => {
    await gateway?.stop();
    gateway = undefined;
  };
  return {
    url,
    gatewayData,
    browser,
    counter,
    stopGateway,
    async startGateway() {
      gateway = await startGatewayProcess({ dataDir: gatewayData, port });
    },
    async openTab() {
      const page = await browser.context.newPage();
      await page.goto(url);
      return new CounterPage(page);
    },
    async stop() {
      await browser.context.close();
      await stopGateway();
      await machine.remove();
    },
  };
}
