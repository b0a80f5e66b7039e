import path from 'node:path';
import { test } from '@playwright/test';
import { CounterPage } from '#test/e2e/support/counter-page.ts';
import { expectAtProvince, type TakenDossier } from '#test/e2e/support/expect-at-province.ts';
import { launchApp, type LaunchedApp } from '#test/e2e/support/launch-electron.ts';
import { makeMachineFolder } from '#test/e2e/support/machine.ts';
import { SIMPLE_FEE_VND, takeDossier } from '#test/e2e/support/take-dossier.ts';
import { startGatewayChild, type GatewayChild } from '#test/support/gateway-child.ts';
import { startKillingProxy, type KillingProxy } from '#test/support/killing-proxy.ts';

const KILLS = 20;
/** More than the kills that let nothing through, so that there is always something on its way. */
const DOSSIERS = 12;

test.describe('a gateway that dies while it answers', () => {
  test.setTimeout(400_000);
  let machine: Awaited<ReturnType<typeof makeMachineFolder>>;
  let proxy: KillingProxy;
  let gateway: GatewayChild | undefined;
  let launched: LaunchedApp | undefined;

  test.beforeEach(async () => {
    machine = await makeMachineFolder();
    proxy = await startKillingProxy();
  });
  test.afterEach(async () => {
    await launched?.kill();
    await gateway?.end('SIGTERM');
    await proxy.stop();
    await machine.remove();
  });

  test('20 times by SIGKILL: nothing lost, nothing doubled', async () => {
    const dataDir = path.join(machine.folder, 'gateway');
    const startAgain = async (): Promise<GatewayChild> => {
      const child = await startGatewayChild(dataDir);
      proxy.target = child.url;
      return child;
    };
    gateway = await startAgain();
    launched = await launchApp({
      userDataDir: path.join(machine.folder, 'station'),
      gatewayUrl: proxy.url,
      enrolmentCode: gateway.enrolmentCode,
      stationName: 'Quầy số 1',
    });
    const counter = new CounterPage(launched.page);
    await counter.signIn();
    await counter.waitForNumbers();
    proxy.target = undefined;

    const taken: TakenDossier[] = [];
    for (let turn = 1; turn <= DOSSIERS; turn += 1) taken.push(await takeDossier(counter, turn));

    proxy.target = gateway.url;
    await counter.page.keyboard.press('F7');
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const struck = armKill(proxy, gateway, kill % 2 === 0 ? 'working' : 'answering');
      await counter.sendNow();
      await struck;
      gateway = await startAgain();
    }
    await counter.sendNow();
    await counter.waitUntilNothingWaits(120_000);
    await launched.app.close();
    await gateway.end('SIGTERM');
    gateway = undefined;
    await expectAtProvince(dataDir, taken, DOSSIERS, SIMPLE_FEE_VND);
  });
});

/** Resolves when the gateway has died in the middle of a request. */
function armKill(proxy: KillingProxy, gateway: GatewayChild, moment: 'working' | 'answering'): Promise<number | null> {
  return new Promise((resolve) => {
    proxy.arm(moment, () => {
      proxy.target = undefined;
      resolve(gateway.end('SIGKILL'));
    });
  });
}
