import type pg from 'pg';
import type { StationId } from '#shared/kernel/ids.ts';
import type { Cancel, Logger, Scheduler } from '#shared/kernel/ports.ts';
import type { Database, Queryable } from './database.ts';

const CHANNEL = 'qmc_changes';
const RECONNECT_MS = 1_000;

export interface ChangeFeedListener {
  /** The station has a committed change with this number; told once per transaction, with the highest. */
  changed(stationId: StationId, changeNumber: number): void;
  /** Listening (again): what was committed before has not been told. */
  listening(): void;
}

/**
 * Hears of every committed change, whichever gateway process committed it, over one connection of its own
 * (LISTEN/NOTIFY). A connection that is lost is made again; what happened meanwhile is for `listening` to catch up.
 */
export class ChangeFeed {
  readonly #database: Database;
  readonly #scheduler: Scheduler;
  readonly #logger: Logger;
  readonly #listener: ChangeFeedListener;
  #client: pg.Client | undefined;
  #cancel: Cancel = () => undefined;
  #isStopped = false;
  #starting: Promise<void> = Promise.resolve();

  constructor(
    deps: { readonly database: Database; readonly scheduler: Scheduler; readonly logger: Logger },
    listener: ChangeFeedListener,
  ) {
    this.#database = deps.database;
    this.#scheduler = deps.scheduler;
    this.#logger = deps.logger;
    this.#listener = listener;
  }

  /** Never rejects. */
  start(): void {
    this.#starting = this.#connect();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancel();
    await this.#starting;
    await this.#drop();
  }

  async #connect(): Promise<void> {
    const client = this.#database.newClient();
    this.#client = client;
    client.on('notification', ({ payload = '' }) => {
      const [stationId = '', number = ''] = payload.split(':');
      this.#listener.changed(stationId as StationId, Number(number));
    });
    client.on('error', () => this.#connectLater(client));
    client.on('end', () => this.#connectLater(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.#listener.listening();
    } catch {
      // The database is down or going down: requests say so; streams are served again when it is back.
      this.#connectLater(client);
    }
  }

  #connectLater(client: pg.Client): void {
    if (this.#isStopped || this.#client !== client) return;
    this.#logger.warn('change feed lost');
    void this.#drop();
    this.#cancel = this.#scheduler.after(RECONNECT_MS, () => this.start());
  }

  async #drop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    // Ending a connection that is already broken fails: there is nothing left to end.
    await client?.end().catch(() => undefined);
  }
}

/** The newest change of each of these stations. */
export async function findLastChanges(
  db: Queryable,
  stationIds: readonly StationId[],
): Promise<{ readonly stationId: StationId; readonly last: number }[]> {
  return db.query(
    `SELECT s.station_id AS "stationId", c.change_number AS last FROM unnest($1::uuid[]) AS s(station_id)
     CROSS JOIN LATERAL (SELECT change_number FROM changes WHERE changes.station_id = s.station_id
       ORDER BY change_number DESC LIMIT 1) AS c`,
    [stationIds],
  );
}
