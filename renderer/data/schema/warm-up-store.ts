/**
 * Makes the browser open the files of the local store while the program is still being loaded: on a machine with months
 * of work in it one takes about as long as the other. Asks for names only, so nothing is created or changed.
 */
export function warmUpStore(): void {
  // A store that cannot be opened is told where it is opened.
  void Promise.allSettled([indexedDB.databases()]);
}
