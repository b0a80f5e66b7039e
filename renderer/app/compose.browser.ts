import { createBrowserHost } from '#renderer/host/browser/browser-host.ts';
import { showApp } from './show-app.tsx';

void showApp(createBrowserHost());
