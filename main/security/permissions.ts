import type { Session } from 'electron';
import { isAppUrl } from './app-origin.ts';

/**
 * `persistent-storage`: without it the browser may throw away IndexedDB when the disk runs low.
 * The network ones let our page reach a gateway on this machine or in the office's own network; where it may connect
 * is still decided by the Content-Security-Policy and the request filter, which name the gateway only.
 */
const GRANTED = new Set([
  'persistent-storage',
  'local-network',
  'local-network-access',
  'loopback-network',
  'clipboard-sanitized-write',
]);

/** What a page asks for. `mediaTypes` is set for `media` only. */
export interface PermissionQuestion {
  readonly permission: string;
  readonly url: string;
  readonly isMainFrame: boolean;
  readonly mediaTypes: readonly string[];
}

/** The camera, durable storage and the gateway's network for our own page; everything else is refused. */
export function isPermissionGranted(question: PermissionQuestion): boolean {
  if (!question.isMainFrame || !isAppUrl(question.url)) return false;
  if (question.permission === 'media') {
    return question.mediaTypes.length > 0 && question.mediaTypes.every((type) => type === 'video');
  }
  return GRANTED.has(question.permission);
}

/** Puts the rule in force for a session: requests, checks and device choosers. */
export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const mediaTypes = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    answer(
      isPermissionGranted({ permission, url: details.requestingUrl, isMainFrame: details.isMainFrame, mediaTypes }),
    );
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) => {
    const mediaTypes = details.mediaType === undefined ? [] : [details.mediaType];
    return isPermissionGranted({
      permission,
      url: details.requestingUrl ?? requestingOrigin,
      isMainFrame: details.isMainFrame,
      mediaTypes,
    });
  });
  session.setDevicePermissionHandler(() => false);
}
