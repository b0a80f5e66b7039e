import path from 'node:path';
import type { GatewayPolicy } from '#sync/gateway/services/service-deps.ts';
import { startGateway, type RunningGateway } from '#sync/gateway/start-gateway.ts';
import { CounterPage } from './counter-page.ts';
import { launchApp, type LaunchedApp } from './launch-electron.ts';
import { makeMachineFolder } from './machine.ts';

/** A counter in real Electron beside its province, which is run by the test itself and can be asked and told. */
export interface ProvinceRoom {
  readonly gateway: RunningGateway;
  readonly agencyCode: string;
  readonly launched: LaunchedApp;
  readonly counter: CounterPage;
  /** Folder of the papers that the app keeps and "prints". */
  readonly papers: string;
  stop(): Promise<void>;
}

/** Enrolled, signed in, with numbers for today. */
export async function openProvinceRoom(policy: Partial<GatewayPolicy> = {}): Promise<ProvinceRoom> {
  const machine = await makeMachineFolder();
  const dataDir = path.join(machine.folder, 'gateway');
  const gateway = await startGateway({ port: 0, dataDir, logLevel: 'silent', policy });
  const [agencyCode = ''] = await gateway.admin.listAgencyCodes();
  const userDataDir = path.join(machine.folder, 'station');
  const launched = await launchApp({
    userDataDir,
    gatewayUrl: gateway.url,
    stationName: 'Quầy số 1',
    enrolmentCode: await gateway.admin.createEnrolmentCode(agencyCode),
  });
  const counter = new CounterPage(launched.page);
  await counter.signIn();
  await counter.waitForNumbers();
  return {
    gateway,
    agencyCode,
    launched,
    counter,
    papers: path.join(userDataDir, 'papers'),
    stop: async () => {
      await launched.kill();
      await gateway.stop();
      await machine.remove();
    },
  };
}
