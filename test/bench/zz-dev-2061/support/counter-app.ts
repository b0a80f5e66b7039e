import { CounterPage } from '#test/e2e/support/counter-page.ts';
import { launchApp } from '#test/e2e/support/launch-electron.ts';
import { deadGatewayUrl } from '#test/e2e/support/machine.ts';
import { withStockedMachine } from './stocked-machine.ts';

/** The product as built, at a station with 20,000 dossiers and its gateway switched off, an officer signed in. */
export async function withCounter<Answer>(work: (counter: CounterPage) => Promise<Answer>): Promise<Answer> {
  return withStockedMachine(async (userDataDir) => {
    const launched = await launchApp({ userDataDir, gatewayUrl: await deadGatewayUrl() });
    try {
      const counter = new CounterPage(launched.page);
      await counter.signIn();
      return await work(counter);
    } finally {
      await launched.app.close();
    }
  });
}
