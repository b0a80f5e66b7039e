import path from 'node:path';
import { CounterPage } from './counter-page.ts';
import { startDisturbedPath, type Catalogue, type DisturbedPath } from './disturbed-path.ts';
import { startGatewayProcess, type GatewayProcess } from './gateway-process.ts';
import { launchApp, type LaunchedApp, type LaunchOptions } from './launch-electron.ts';
import { makeMachineFolder } from './machine.ts';

/** A counter in real Electron with its own gateway, which it reaches over a path that can be disturbed. */
export interface Station {
  readonly folder: string;
  readonly way: DisturbedPath;
  readonly gateway: GatewayProcess;
  /** Folder of the papers that the app keeps and "prints". */
  readonly papers: string;
  /** Of the app that runs now. */
  readonly counter: CounterPage;
  readonly launched: LaunchedApp;
  /** Ends the app the hard way and starts it again on the same disk; nobody is signed in. */
  restart(): Promise<CounterPage>;
  stop(): Promise<void>;
}

export type StationOptions = Partial<Pick<LaunchOptions, 'env' | 'args'>> & {
  readonly alterCatalogue?: (catalogue: Catalogue) => void;
};

/** Enrolled, signed in, with numbers for today. */
export async function openStation(options: StationOptions = {}): Promise<Station> {
  const { alterCatalogue, ...launching } = options;
  const machine = await makeMachineFolder();
  const [way, gateway] = await Promise.all([
    startDisturbedPath(),
    startGatewayProcess({ dataDir: path.join(machine.folder, 'gateway') }),
  ]);
  way.target = gateway.url;
  way.alterCatalogue = alterCatalogue;
  const userDataDir = path.join(machine.folder, 'station');
  const launch = (enrolmentCode?: string): Promise<LaunchedApp> =>
    launchApp({
      ...launching,
      userDataDir,
      gatewayUrl: way.url,
      stationName: 'Quầy số 1',
      ...(enrolmentCode === undefined ? {} : { enrolmentCode }),
    });
  let launched = await launch(gateway.enrolmentCode);
  let counter = new CounterPage(launched.page);
  await counter.signIn();
  await counter.waitForNumbers();
  return {
    folder: machine.folder,
    way,
    gateway,
    papers: path.join(userDataDir, 'papers'),
    get counter() {
      return counter;
    },
    get launched() {
      return launched;
    },
    async restart() {
      await launched.kill();
      launched = await launch();
      counter = new CounterPage(launched.page);
      return counter;
    },
    async stop() {
      await launched.kill();
      await gateway.stop();
      await way.stop();
      await machine.remove();
    },
  };
}
