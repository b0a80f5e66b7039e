import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { canReach, findPostgresOwner } from '#sync/gateway/postgres-account.ts';
import { toReachableBinaries } from '#sync/gateway/postgres-binaries.ts';
import { makeTemporaryFolder } from '#test/support/temporary-folder.ts';
import { newId } from '#test/support/gateway-station.ts';

const version = newId<string>();
const COPY = `/var/cache/quay-mot-cua/programs-${version}`;
let folder: string;

/** A package of programs below a folder closed to everybody else, as a project below /root is. */
beforeEach(async () => {
  folder = await makeTemporaryFolder();
  const bin = join(folder, 'closed', 'programs', 'native', 'bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(folder, 'closed', 'programs', 'package.json'), JSON.stringify({ name: '@x/programs', version }));
  for (const name of ['postgres', 'initdb']) await writeFile(join(bin, name), '#!/bin/sh\n', { mode: 0o755 });
  await chmod(join(folder, 'closed'), 0o700);
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  await rm(COPY, { recursive: true, force: true });
});

it('finds the programs a place where the account of PostgreSQL can run them, and copies them once', async () => {
  const bin = join(folder, 'closed', 'programs', 'native', 'bin');
  const installed = { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb') };
  const owner = await findPostgresOwner();
  const first = await toReachableBinaries(installed, owner);
  // An ordinary user runs its own programs; root hands them to an account that cannot pass the closed folder.
  expect(first.postgres).toBe(owner === undefined ? installed.postgres : join(COPY, 'bin', 'postgres'));
  expect(owner === undefined || (await canReach(owner, [dirname(first.initdb), first.initdb]))).toBe(true);
  expect(await toReachableBinaries(installed, owner)).toEqual(first);
});
