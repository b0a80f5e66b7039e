import { createBrowserHost } from '#renderer/host/browser/browser-host.ts';
import { createUpdateSignal } from '#renderer/platform/update-signal.ts';
import { registerServiceWorker } from '#renderer/pwa/register-service-worker.ts';
import { showApp } from './show-app.tsx';

const updates = createUpdateSignal();
void showApp(createBrowserHost(), updates);
void registerServiceWorker(updates.announce);
