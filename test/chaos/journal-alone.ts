import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { deadGatewayUrl } from '#test/e2e/support/machine.ts';
import { readCounterBooks } from './counter-books.ts';
import { startClient, type ClientPlace } from './counter-host.ts';
import { judgeRebuilt, type ShownDossier } from './invariants.ts';
import type { HostKind } from './schedule.ts';
import { PATIENCE_MS } from './take-at-counter.ts';

/** Where the local store lies within a profile. */
const STORE: Readonly<Record<HostKind, string>> = { electron: 'IndexedDB', browser: path.join('Default', 'IndexedDB') };

/**
 * Deletes IndexedDB on a copy of the profile, whose program must be dead, and starts the program on that: what was shown
 * must be there again. On a copy, so that the run goes on with a store that has been through everything. @param copyTo a folder that does not exist yet and is removed again
 * @returns violations, one a line
 */
export async function judgeJournalAlone(
  place: ClientPlace,
  copyTo: string,
  shown: readonly ShownDossier[],
): Promise<readonly string[]> {
  await cp(place.folder, copyTo, { recursive: true, verbatimSymlinks: true });
  try {
    await rm(path.join(copyTo, STORE[place.host]), { recursive: true });
    // A browser's data belong to the address of the page.
    const url = place.host === 'browser' ? place.url : await deadGatewayUrl();
    const client = await startClient({ ...place, folder: copyTo, url });
    try {
      client.page.setDefaultTimeout(PATIENCE_MS);
      await client.counter.signIn();
      return judgeRebuilt(shown, await readCounterBooks(client.page));
    } finally {
      await client.kill();
    }
  } finally {
    await rm(copyTo, { recursive: true, force: true, maxRetries: 5 });
  }
}
