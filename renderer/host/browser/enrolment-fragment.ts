/** The parts of `window.location` and `window.history` that are looked at. */
export interface AddressBar {
  readonly hash: string;
  /** Takes the fragment out of the address bar and the history without loading anything. */
  clearHash(): void;
}

/**
 * The one-time enrolment code of an address such as `http://…/#enrol=ABCD-1234`, or null. A fragment never reaches a
 * server, and it is taken out of the address bar at once, so that no history or screenshot keeps it.
 */
export function takeEnrolmentCode(bar: AddressBar): string | null {
  const code = new URLSearchParams(bar.hash.replace(/^#/, '')).get('enrol');
  if (code === null) return null;
  bar.clearHash();
  return code === '' ? null : code;
}
