import { rm } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { Instant } from '#shared/kernel/instant.ts';
import { startGateway } from '#sync/gateway/start-gateway.ts';
import { Database } from '#sync/gateway/store/database.ts';
import { migrate, migrations } from '#sync/gateway/store/migrations/migrate.ts';
import { KeptLogger } from '#test/fakes/kept-logger.ts';
import { sampleCatalogue } from '#test/support/gateway-harness.ts';
import { makeTemporaryFolder } from '#test/support/temporary-folder.ts';
import { TestDatabases } from '#test/support/test-databases.ts';

const now = (): Instant => '2026-11-20T00:00:00.000Z' as Instant;
const step = (version: number, sql: string): (typeof migrations)[number] => ({ version, name: `step ${version}`, sql });

describe('migrations', () => {
  const databases = TestDatabases.forFile();
  const opened: Database[] = [];
  afterAll(async () => {
    await Promise.all(opened.map((database) => database.close()));
  });
  const open = (url: string): Database => {
    const database = new Database(url, new KeptLogger(), 3);
    opened.push(database);
    return database;
  };
  const appliedTo = async (database: Database): Promise<number[]> => {
    const rows = await database.query<{ version: number }>('SELECT version FROM schema_migrations ORDER BY version');
    return rows.map(({ version }) => version);
  };

  it('count up from 1 without gaps', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, place) => place + 1));
  });

  it('run once each, however many gateways start at the same moment', async () => {
    const url = await databases.newEmptyDatabase();
    const gateways = Array.from({ length: 6 }, () => open(url));
    await Promise.all(gateways.map((database) => migrate(database, now)));
    await migrate(open(url), now);
    expect(await appliedTo(open(url))).toEqual(migrations.map(({ version }) => version));
  });

  it('go on from where the database stands, and leave nothing of a step that fails', async () => {
    const database = open(await databases.newEmptyDatabase());
    const first = step(1, 'CREATE TABLE one (value text)');
    await migrate(database, now, [first]);
    const broken = step(2, 'CREATE TABLE two (value text); INSERT INTO missing VALUES (1)');
    await expect(migrate(database, now, [first, broken])).rejects.toThrow();
    expect(await appliedTo(database)).toEqual([1]);
    await migrate(database, now, [first, step(2, 'CREATE TABLE two (value text)')]);
    expect(await appliedTo(database)).toEqual([1, 2]);
  });

  it('refuse a database that is newer than the program, and a step that was edited afterwards', async () => {
    const database = open(await databases.newEmptyDatabase());
    const steps = [step(1, 'CREATE TABLE one (value text)'), step(2, 'CREATE TABLE two (value text)')];
    await migrate(database, now, steps);
    await expect(migrate(database, now, steps.slice(0, 1))).rejects.toThrow('newer than this gateway');
    await expect(migrate(database, now, [step(1, 'CREATE TABLE other ()'), ...steps.slice(1)])).rejects.toThrow(
      'was changed after it was applied',
    );
  });

  it('and the first catalogue happen once when gateways start together on one given database', async () => {
    const databaseUrl = await databases.newEmptyDatabase();
    const folders = [await makeTemporaryFolder(), await makeTemporaryFolder(), await makeTemporaryFolder()] as const;
    const start = (dataDir: string): ReturnType<typeof startGateway> =>
      startGateway({
        port: 0,
        dataDir,
        databaseUrl,
        logLevel: 'silent',
        loadCatalogue: () => Promise.resolve(sampleCatalogue()),
      });
    const gateways = await Promise.all([start(folders[0]), start(folders[1]), start(folders[2])]);
    try {
      for (const { url } of gateways) expect((await fetch(`${url}/healthz`)).status).toBe(200);
      expect(await gateways[0].admin.listAgencyCodes()).toEqual(['H99.01']);
    } finally {
      await Promise.all(gateways.map((gateway) => gateway.stop()));
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    }
  });
});
