import { buildAll } from './building/build-all.ts';
import { openWindow, planWindow } from './running/open-window.ts';
import { runUntilStopped } from './running/run-until-stopped.ts';
import { startGatewayProcess } from './running/start-gateway-process.ts';
import { complain, say } from './terminal.ts';
import { texts } from './texts.ts';

/** `npm start`: builds what changed, starts the gateway with the sample province, and opens the counter. */
await runUntilStopped(async (run) => {
  say(texts.building);
  await buildAll({ isQuiet: true });
  const plan = await planWindow();
  say(texts.startingGateway);
  const gateway = await startGatewayProcess((child) => run.add(child));
  say(texts.gatewayReady(gateway.url));
  const gatewayEnded = gateway.child.exited.then(() => {
    if (!run.isStopping()) complain(texts.gatewayEnded);
    return 1;
  });
  if (plan === undefined) {
    say(texts.openBrowser(`${gateway.url}/#enrol=${gateway.enrolmentCode}`));
    say(texts.browserHint);
    return await gatewayEnded;
  }
  say(texts.openingWindow);
  const window = run.add(openWindow(plan, { gatewayUrl: gateway.url, enrolmentCode: gateway.enrolmentCode }));
  const windowClosed = window.exited.then((exitCode) => {
    if (exitCode !== 0 && !run.isStopping()) complain(texts.windowFailed);
    return exitCode === 0 ? 0 : 1;
  });
  return await Promise.race([windowClosed, gatewayEnded]);
});
