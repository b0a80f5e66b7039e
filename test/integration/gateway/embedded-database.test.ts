import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemIds, systemScheduler } from '#sync/gateway/app.ts';
import { startEmbeddedDatabase, type EmbeddedDatabase } from '#sync/gateway/embedded-database.ts';
import { startGateway } from '#sync/gateway/start-gateway.ts';
import { KeptLogger } from '#test/fakes/kept-logger.ts';
import { sampleCatalogue } from '#test/support/gateway-harness.ts';
import { makeTemporaryFolder } from '#test/support/temporary-folder.ts';

const TIMEOUT_MS = 120_000;

describe('the embedded database', () => {
  let folder: string;
  let logger: KeptLogger;
  let running: EmbeddedDatabase | undefined;
  beforeEach(async () => {
    folder = await makeTemporaryFolder();
    logger = new KeptLogger();
  });
  afterEach(async () => {
    await running?.stop();
    running = undefined;
    await rm(folder, { recursive: true, force: true });
  }, TIMEOUT_MS);

  const start = async (dataDir = folder): Promise<EmbeddedDatabase> => {
    running = await startEmbeddedDatabase(dataDir, { ids: systemIds, scheduler: systemScheduler, logger });
    return running;
  };
  const stop = async (): Promise<void> => {
    await running?.stop();
    running = undefined;
  };
  const ask = async (sql: string): Promise<unknown[]> => {
    const client = new pg.Client({ connectionString: running?.url ?? '' });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const readServerPid = async (): Promise<number> =>
    Number.parseInt(await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8'), 10);

  it(
    'is a real, durable PostgreSQL that listens on this machine only and keeps its password to itself',
    async () => {
      await start();
      expect(
        await ask(`SELECT current_setting('fsync') AS fsync, current_setting('listen_addresses') AS addresses,
        current_setting('server_encoding') AS encoding, current_setting('data_checksums') AS checksums`),
      ).toEqual([{ fsync: 'on', addresses: '127.0.0.1', encoding: 'UTF8', checksums: 'on' }]);
      const { mode } = await stat(join(folder, 'postgres-password'));
      expect(mode & 0o777).toBe(0o600);
      const url = new URL(running?.url ?? '');
      url.password = 'wrong';
      await expect(new pg.Client({ connectionString: url.href }).connect()).rejects.toThrow();
    },
    TIMEOUT_MS,
  );

  it(
    'keeps its rows and its password over a restart, and makes a half-made cluster again',
    async () => {
      await mkdir(join(folder, 'postgres.new'));
      await writeFile(join(folder, 'postgres.new', 'PG_VERSION'), '18');
      const first = new URL((await start()).url);
      await ask('CREATE TABLE kept AS SELECT 42 AS value');
      await stop();
      expect((await readdir(folder)).sort()).toEqual(['postgres', 'postgres-password', 'postgres.log']);
      const second = new URL((await start()).url);
      expect(second.password).toBe(first.password);
      expect(await ask('SELECT value FROM kept')).toEqual([{ value: 42 }]);
    },
    TIMEOUT_MS,
  );

  it(
    'starts beside a stale lock file whose process number now belongs to somebody else',
    async () => {
      await start();
      await stop();
      await writeFile(join(folder, 'postgres', 'postmaster.pid'), `${process.pid}\n${folder}/postgres\n`);
      await start();
      expect(await ask('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    },
    TIMEOUT_MS,
  );

  it(
    'is started again on the same address when it dies',
    async () => {
      await start();
      const pid = await readServerPid();
      process.kill(pid, 'SIGKILL');
      await expect.poll(() => ask('SELECT 1 AS one').catch(() => undefined), { timeout: 60_000 }).toEqual([{ one: 1 }]);
      expect(await readServerPid()).not.toBe(pid);
      expect(logger.lines).toMatchObject([{ level: 'error', event: 'database ended unexpectedly, starting it again' }]);
    },
    TIMEOUT_MS,
  );

  it(
    'works in a folder that is closed to everybody else, as one below /root is',
    async () => {
      const closed = await mkdtemp(join(tmpdir(), 'qmc-closed-'));
      await chmod(closed, 0o700);
      try {
        await start(closed);
        expect(await ask('SELECT 1 AS one')).toEqual([{ one: 1 }]);
        await stop();
      } finally {
        await rm(closed, { recursive: true, force: true });
      }
    },
    TIMEOUT_MS,
  );

  it(
    'is let go of when the gateway cannot take its port',
    async () => {
      const taken = createServer();
      const port = await new Promise<number>((resolve) => {
        taken.listen(0, '127.0.0.1', () => {
          const address = taken.address();
          resolve(typeof address === 'object' && address !== null ? address.port : 0);
        });
      });
      const loadCatalogue = (): Promise<ReturnType<typeof sampleCatalogue>> => Promise.resolve(sampleCatalogue());
      const options = { port, dataDir: folder, logLevel: 'silent', loadCatalogue } as const;
      await expect(startGateway(options)).rejects.toThrow('EADDRINUSE');
      await new Promise((resolve) => taken.close(resolve));
      const gateway = await startGateway(options);
      expect(gateway.port).toBe(port);
      await gateway.stop();
      await gateway.stop();
    },
    TIMEOUT_MS,
  );
});
