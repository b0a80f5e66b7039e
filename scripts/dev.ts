import path from 'node:path';
import { createServer } from 'vite';
import { buildMain } from './building/build-main.ts';
import { DIST_FOLDER, PROJECT_ROOT } from './project-paths.ts';
import { openWindow, planWindow } from './running/open-window.ts';
import { runUntilStopped } from './running/run-until-stopped.ts';
import { startGatewayProcess } from './running/start-gateway-process.ts';
import { say } from './terminal.ts';
import { texts } from './texts.ts';

/**
 * `npm run dev`: the window shows pages of Vite's server and updates as files of the renderer change. After a change
 * under main/, close the window and start again. Without a display, open the printed address.
 */
await runUntilStopped(async (run) => {
  const plan = await planWindow();
  await buildMain();
  const mode = plan === undefined ? 'web' : 'electron';
  const gateway = await startGatewayProcess((child) => run.add(child));
  const ownHandlers = process.listeners('SIGTERM');
  const vite = await createServer({
    configFile: path.join(PROJECT_ROOT, 'vite.config.ts'),
    mode,
    // In a browser the page's own origin is Vite's; what belongs to the gateway is passed on.
    server: { proxy: { '/v1': gateway.url, '/healthz': gateway.url } },
  });
  await vite.listen();
  // Vite would end this process on SIGTERM before the gateway's database is stopped; here it is stopped in its turn.
  for (const handler of process.listeners('SIGTERM')) {
    if (!ownHandlers.includes(handler)) process.removeListener('SIGTERM', handler);
  }
  run.add({ stop: () => vite.close() });
  const [devServer = 'http://127.0.0.1:5173/'] = vite.resolvedUrls?.local ?? [];
  if (plan === undefined) {
    say(texts.openBrowser(`${devServer}#enrol=${gateway.enrolmentCode}`));
    await gateway.child.exited;
    return 1;
  }
  say(texts.openingWindow);
  const window = run.add(
    openWindow(plan, {
      gatewayUrl: gateway.url,
      enrolmentCode: gateway.enrolmentCode,
      entry: path.join(DIST_FOLDER, 'main', 'main-development.js'),
      env: { QMC_DEV_SERVER: devServer },
    }),
  );
  return (await Promise.race([window.exited, gateway.child.exited])) === 0 ? 0 : 1;
});
