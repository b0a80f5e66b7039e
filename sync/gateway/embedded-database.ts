import { mkdir, realpath } from 'node:fs/promises';
import pg from 'pg';
import type { IdSource, Logger, Scheduler } from '#shared/kernel/ports.ts';
import { lockDataFolder } from './data-folder-lock.ts';
import { prepareCluster, type PostgresCluster } from './postgres-cluster.ts';
import {
  clusterUrl,
  findFreePort,
  pause,
  startPostgres,
  stopLeftover,
  stopPostgres,
  watchOver,
  type PostgresProcess,
} from './postgres-process.ts';

/** A real PostgreSQL of our own that needs no installation. */
export interface EmbeddedDatabase {
  /** Connection string of the gateway's database; holds the password, so it must not be printed. */
  readonly url: string;
  /** Stops the server in order and frees the data folder. */
  stop(): Promise<void>;
}

export interface EmbeddedDatabaseDeps {
  readonly ids: IdSource;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
}

const DATABASE = 'gateway';
const START_ATTEMPTS = 20;
const RETRY_MS = 500;

/**
 * Starts PostgreSQL on `dataDir` (made on first use) and keeps it running: a server that dies is started again on the
 * same port. A server left behind by a killed gateway is stopped first.
 * @throws Error when another gateway is working with this folder, or PostgreSQL cannot be started
 */
export async function startEmbeddedDatabase(dataDir: string, deps: EmbeddedDatabaseDeps): Promise<EmbeddedDatabase> {
  await mkdir(dataDir, { recursive: true, mode: 0o755 });
  const folder = await realpath(dataDir);
  const lock = await lockDataFolder(folder);
  if (lock === undefined) throw new Error(`another gateway is working with ${folder}`);
  try {
    const cluster = await prepareCluster(folder, deps.ids);
    await stopLeftover(cluster, deps.scheduler);
    const keeper = await ServerKeeper.start(cluster, deps);
    await ensureDatabase(clusterUrl(cluster, keeper.port, 'postgres'));
    const stop = async (): Promise<void> => {
      await keeper.stop();
      await lock.release();
    };
    return { url: clusterUrl(cluster, keeper.port, DATABASE), stop };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Holds the one server of a cluster, and replaces it when it dies. */
class ServerKeeper {
  readonly #cluster: PostgresCluster;
  readonly #deps: EmbeddedDatabaseDeps;
  #server: PostgresProcess;
  #watch: { dismiss(): void };
  #isStopping = false;
  #restart: Promise<void> | undefined;

  private constructor(cluster: PostgresCluster, deps: EmbeddedDatabaseDeps, server: PostgresProcess) {
    this.#cluster = cluster;
    this.#deps = deps;
    this.#server = server;
    this.#watch = watchOver(server);
    this.#follow();
  }

  static async start(cluster: PostgresCluster, deps: EmbeddedDatabaseDeps): Promise<ServerKeeper> {
    for (let attempt = 1; attempt <= START_ATTEMPTS; attempt += 1) {
      const server = await startPostgres(cluster, await findFreePort(), deps.scheduler);
      if (server !== undefined) return new ServerKeeper(cluster, deps, server);
      await pause(deps.scheduler, RETRY_MS);
    }
    throw new Error(`PostgreSQL does not start; see ${cluster.logFile}`);
  }

  get port(): number {
    return this.#server.port;
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#restart;
    this.#watch.dismiss();
    await stopPostgres(this.#server);
  }

  #follow(): void {
    const { exited } = this.#server;
    void exited.then(() => {
      if (!this.#isStopping) this.#restart = this.#startAgain();
    });
  }

  /** Until it works: meanwhile requests are answered 503 and come again. */
  async #startAgain(): Promise<void> {
    this.#watch.dismiss();
    for (let attempt = 1; !this.#isStopping; attempt += 1) {
      this.#deps.logger.error('database ended unexpectedly, starting it again', { attempt });
      await stopLeftover(this.#cluster, this.#deps.scheduler);
      const server = await startPostgres(this.#cluster, this.port, this.#deps.scheduler);
      if (server !== undefined) {
        this.#server = server;
        this.#watch = watchOver(server);
        this.#follow();
        return;
      }
      await pause(this.#deps.scheduler, RETRY_MS);
    }
  }
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}
