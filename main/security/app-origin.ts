/** The scheme and the origin of our own pages. Stored data belongs to this origin: changing it loses sight of it. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'qmc';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/**
 * True when `url` is a page of ours. `URL.origin` is "null" for a scheme that Node does not know, so scheme and host
 * are compared by themselves.
 */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const parsed = new URL(url);
  return (
    parsed.protocol === `${APP_SCHEME}:` && parsed.host === APP_HOST && parsed.username === '' && parsed.password === ''
  );
}

const PDF_VIEWER = ['chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/', 'chrome://resources/'] as const;

/** Chromium's own PDF viewer, from which papers are printed, and what it is drawn with: files inside the program. */
export function isPdfViewerUrl(url: string): boolean {
  return PDF_VIEWER.some((start) => url.startsWith(start));
}
