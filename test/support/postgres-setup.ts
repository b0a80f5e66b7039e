import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import type { Instant } from '#shared/kernel/instant.ts';
import { systemIds, systemScheduler } from '#sync/gateway/app.ts';
import { startEmbeddedDatabase } from '#sync/gateway/embedded-database.ts';
import { Database } from '#sync/gateway/store/database.ts';
import { migrate } from '#sync/gateway/store/migrations/migrate.ts';
import { KeptLogger } from '#test/fakes/kept-logger.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the migrated database that every test's own is copied from. */
    readonly templateUrl: string;
  }
}

/** One real PostgreSQL for all integration tests of a run: starting one takes longer than most of their files. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await makeTemporaryFolder();
  const logger = new KeptLogger();
  const embedded = await startEmbeddedDatabase(folder, { ids: systemIds, scheduler: systemScheduler, logger });
  const template = new Database(embedded.url, logger);
  await migrate(template, () => '2026-11-20T00:00:00.000Z' as Instant);
  await template.close();
  project.provide('templateUrl', embedded.url);
  return async () => {
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
