import { createElectronHost } from '#renderer/host/electron/electron-host.ts';
import { createUpdateSignal } from '#renderer/platform/update-signal.ts';
import { showApp } from './show-app.tsx';

void showApp(createElectronHost(), createUpdateSignal());
