import type { App } from 'electron';
import { isAppUrl, isPdfViewerUrl } from './app-origin.ts';

/**
 * For every page that will ever exist in this process: it stays on our origin (but for Chromium's PDF viewer in a frame), opens no window and hosts no webview.
 * `onRefused` is told what was refused, never where to: an address may hold personal data.
 */
export function guardAllContents(app: App, onRefused: (what: 'navigation' | 'window' | 'webview') => void): void {
  app.on('web-contents-created', (_event, contents) => {
    const stayHome = (event: { preventDefault(): void; readonly url: string }): void => {
      if (isAppUrl(event.url)) return;
      event.preventDefault();
      onRefused('navigation');
    };
    contents.on('will-navigate', stayHome);
    contents.on('will-frame-navigate', (event) => {
      // A window of papers frames Chromium's PDF viewer; no page as a whole becomes it.
      if (event.isMainFrame || !isPdfViewerUrl(event.url)) stayHome(event);
    });
    contents.on('will-redirect', stayHome);
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
      onRefused('webview');
    });
    contents.setWindowOpenHandler(() => {
      onRefused('window');
      return { action: 'deny' };
    });
  });
}
