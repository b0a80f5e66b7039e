import type { FastifyInstance } from 'fastify';
import { mkdir, readFile, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Clock, IdSource, Scheduler } from '#shared/kernel/ports.ts';
import { buildApp, systemClock, systemIds, systemScheduler } from './app.ts';
import { startEmbeddedDatabase } from './embedded-database.ts';
import { createPino, toLogger, type LogLevel } from './gateway-logger.ts';
import { loadSampleProvince } from './sample-province/load-sample-province.ts';
import { createAdmin, type GatewayAdmin } from './services/admin.ts';
import { hasCatalogue, publishCatalogue, type Catalogue } from './services/catalogue.ts';
import { startNoticeDispatch } from './services/notices/notice-dispatch.ts';
import { toNoticeSenders, type NoticeSettings } from './services/notices/notice-settings.ts';
import { startUploadCleanUp } from './services/uploads.ts';
import { DEFAULT_POLICY, type GatewayPolicy, type ServiceDeps } from './services/service-deps.ts';
import { BlobFiles } from './store/blob-files.ts';
import { Database } from './store/database.ts';
import { migrate } from './store/migrations/migrate.ts';

/** The origin of our page in Electron. */
const ELECTRON_ORIGIN = 'app://qmc';
/** How long a stop waits for requests at hand. */
const STOP_PATIENCE_MS = 10_000;
/** Connections that wait to be taken up while every station of a province calls at once. */
const LISTEN_BACKLOG = 4_096;

export interface GatewayOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Scans, and the embedded database unless `databaseUrl` is given; made when missing. */
  readonly dataDir: string;
  /** A PostgreSQL to use in place of the embedded one. */
  readonly databaseUrl?: string | undefined;
  /** Built files of the browser host; served when the folder has an index.html. */
  readonly publicDir?: string | undefined;
  /** Default: the Electron page only. */
  readonly allowedOrigins?: readonly string[];
  /** Default `warn`. */
  readonly logLevel?: LogLevel;
  /** What an empty gateway starts with; default: the sample province (DỮ LIỆU MẪU). */
  readonly loadCatalogue?: () => Promise<Catalogue>;
  readonly policy?: Partial<GatewayPolicy>;
  /** Channels to citizens that are set up; default none: notices wait. */
  readonly notices?: NoticeSettings;
  readonly clock?: Clock;
  readonly ids?: IdSource;
  readonly scheduler?: Scheduler;
}

export interface RunningGateway {
  /** `http://127.0.0.1:8710` */
  readonly url: string;
  readonly port: number;
  readonly admin: GatewayAdmin;
  /** Finishes the requests at hand, then stops the embedded database. May be called twice. */
  stop(): Promise<void>;
  /** Cuts every connection at once, without answering, then stops. What callers see is a gateway that died. */
  kill(): Promise<void>;
}

/** What has to be undone, the last first. */
type Undo = () => Promise<void>;

/**
 * Starts a gateway: database, migrations, first catalogue, HTTP.
 * @throws Error when the data folder is in use, the database does not start or the port is taken; then nothing is left
 * running
 */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const undo: Undo[] = [];
  const unwind = async (): Promise<void> => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    const log = createPino(options.logLevel ?? 'warn');
    const deps = await openStores(options, toLogger(log), undo);
    if (!(await hasCatalogue(deps)))
      await publishCatalogue(deps, await (options.loadCatalogue ?? loadSampleProvince)());
    const stopCleanUp = startUploadCleanUp(deps, options.scheduler ?? systemScheduler);
    undo.push(() => {
      stopCleanUp();
      return Promise.resolve();
    });
    const senders = toNoticeSenders(options.notices ?? {});
    undo.push(startNoticeDispatch(deps, senders, options.scheduler ?? systemScheduler));
    const app = await buildApp(await toAppConfig(options), deps, log);
    undo.push(() => closeApp(app, options.scheduler ?? systemScheduler));
    await app.listen({ port: options.port, host: options.host ?? '127.0.0.1', backlog: LISTEN_BACKLOG });
    return toRunning(app, createAdmin(deps), unwind);
  } catch (error) {
    await unwind();
    throw error;
  }
}

/** Lets the requests at hand finish, but does not wait for ever for a sender that has stopped sending. */
async function closeApp(app: FastifyInstance, scheduler: Scheduler): Promise<void> {
  const cancel = scheduler.after(STOP_PATIENCE_MS, () => {
    app.server.closeAllConnections();
  });
  await app.close();
  cancel();
}

async function openStores(options: GatewayOptions, logger: ServiceDeps['logger'], undo: Undo[]): Promise<ServiceDeps> {
  const { clock = systemClock, ids = systemIds, scheduler = systemScheduler } = options;
  await mkdir(options.dataDir, { recursive: true });
  let url = options.databaseUrl;
  if (url === undefined) {
    const embedded = await startEmbeddedDatabase(options.dataDir, { ids, scheduler, logger });
    undo.push(() => embedded.stop());
    ({ url } = embedded);
  }
  const database = new Database(url, logger);
  undo.push(() => database.close());
  await migrate(database, () => clock.now());
  const blobFiles = await BlobFiles.open(join(options.dataDir, 'blobs'), ids);
  // With the embedded database the folder is ours alone; otherwise another gateway may be receiving into it.
  if (options.databaseUrl === undefined) await blobFiles.removeLeftovers();
  return { database, blobFiles, clock, ids, logger, policy: { ...DEFAULT_POLICY, ...options.policy } };
}

function toRunning(app: FastifyInstance, admin: GatewayAdmin, unwind: () => Promise<void>): RunningGateway {
  const { address, family, port } = app.server.address() as AddressInfo;
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= unwind());
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    port,
    admin,
    stop,
    kill: () => {
      app.server.closeAllConnections();
      return stop();
    },
  };
}

async function toAppConfig(options: GatewayOptions): Promise<Parameters<typeof buildApp>[0]> {
  const { publicDir, allowedOrigins = [ELECTRON_ORIGIN] } = options;
  const hasPage = publicDir !== undefined && (await isFile(join(publicDir, 'index.html')));
  return { version: await readVersion(), allowedOrigins, publicDir: hasPage ? publicDir : undefined };
}

async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return v.parse(v.object({ version: v.string() }), JSON.parse(text)).version;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
