import type { Session } from 'electron';
import { isAppUrl, isPdfViewerUrl } from './app-origin.ts';

const LOCAL_PROTOCOLS = new Set(['blob:', 'data:', 'devtools:']);

/** True when a request may leave the window: our own files, data made in the page, and the listed origins. */
export function isRequestAllowed(url: string, allowedOrigins: readonly string[]): boolean {
  if (isAppUrl(url)) return true;
  if (isPdfViewerUrl(url)) return true;
  if (!URL.canParse(url)) return false;
  const { protocol, origin } = new URL(url);
  return LOCAL_PROTOCOLS.has(protocol) || allowedOrigins.includes(origin);
}

/** Second fence behind the Content-Security-Policy: it also holds for workers and for requests without a page. */
export function guardRequests(session: Session, allowedOrigins: readonly string[]): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isRequestAllowed(details.url, allowedOrigins) });
  });
}
