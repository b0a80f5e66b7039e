import { createElectronHost } from '#renderer/host/electron/electron-host.ts';
import { showApp } from './show-app.tsx';

void showApp(createElectronHost());
