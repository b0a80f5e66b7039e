import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MS_PER_DAY, instantFromEpochMs, toEpochMs, toLocalDate, type Instant } from '#shared/kernel/instant.ts';
import { systemClock, systemIds, systemScheduler } from '#sync/gateway/app.ts';
import { startEmbeddedDatabase } from '#sync/gateway/embedded-database.ts';
import { createAdmin, type GatewayAdmin } from '#sync/gateway/services/admin.ts';
import { DEFAULT_POLICY } from '#sync/gateway/services/service-deps.ts';
import { BlobFiles } from '#sync/gateway/store/blob-files.ts';
import { Database } from '#sync/gateway/store/database.ts';
import { KeptLogger } from '#test/fakes/kept-logger.ts';
import { startGatewayChild, type GatewayChild } from '#test/support/gateway-child.ts';
import { makeTemporaryFolder } from '#test/support/temporary-folder.ts';

/** A gateway as its own process, on a real PostgreSQL that others of the bench may look into. */
export interface BenchGateway {
  readonly gateway: GatewayChild;
  readonly database: Database;
  readonly admin: GatewayAdmin;
}

export async function withBenchGateway<Value>(work: (bench: BenchGateway) => Promise<Value>): Promise<Value> {
  const folder = await makeTemporaryFolder();
  const deps = { ids: systemIds, scheduler: systemScheduler, logger: new KeptLogger() };
  const embedded = await startEmbeddedDatabase(folder, deps);
  try {
    const gateway = await startGatewayChild(folder, { DATABASE_URL: embedded.url });
    const database = new Database(embedded.url, deps.logger);
    try {
      const blobFiles = await BlobFiles.open(join(folder, 'blobs'), systemIds);
      const admin = createAdmin({ ...deps, database, blobFiles, clock: systemClock, policy: DEFAULT_POLICY });
      return await work({ gateway, database, admin });
    } finally {
      await database.close();
      await gateway.end('SIGTERM');
    }
  } finally {
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Nine in the morning, in Vietnam, of the next day that is neither Saturday nor Sunday. */
export function nextWorkingMorning(): Instant {
  for (let days = 1; ; days += 1) {
    const day = toLocalDate(instantFromEpochMs(toEpochMs(systemClock.now()) + days * MS_PER_DAY));
    const morningMs = Date.parse(`${day}T09:00:00+07:00`);
    if (![0, 6].includes(new Date(morningMs).getUTCDay())) return instantFromEpochMs(morningMs);
  }
}
