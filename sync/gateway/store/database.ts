import pg from 'pg';
import { instantFromEpochMs } from '#shared/kernel/instant.ts';
import type { Logger } from '#shared/kernel/ports.ts';

/** Runs parameterised SQL and returns the rows. */
export interface Queryable {
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

export interface Transaction extends Queryable {
  /** Several statements without parameters, for migrations. */
  run(sql: string): Promise<void>;
  /** Undoes what `work` did when it throws, keeps the transaction usable, and throws on. */
  savepoint<Value>(work: () => Promise<Value>): Promise<Value>;
}

/** One connection held for a while. */
export interface Connection extends Queryable {
  transaction<Value>(work: (tx: Transaction) => Promise<Value>): Promise<Value>;
}

/** PostgreSQL cannot be reached or is going down: the request may be sent again later. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** How often a transaction is run when it lost a race (deadlock, serialisation, unique key taken meanwhile). */
const MAX_ATTEMPTS = 4;
const UNIQUE_VIOLATION = '23505';
const LOST_RACE: readonly string[] = [UNIQUE_VIOLATION, '40001', '40P01'];
/** SQLSTATE classes: connection, resources, operator intervention. */
const UNAVAILABLE_CLASSES: readonly string[] = ['08', '53', '57', '58'];
/** SQLSTATE classes: data exception, limit exceeded. */
const BAD_VALUE_CLASSES: readonly string[] = ['22', '54'];
const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 60_000;

/** PostgreSQL refuses the value itself: NUL in text, a lone surrogate, a number out of range, a key too long. */
export function isBadValue(error: unknown): boolean {
  return error instanceof pg.DatabaseError && BAD_VALUE_CLASSES.includes(error.code?.slice(0, 2) ?? '');
}

/** The gateway's PostgreSQL. `bigint` is read as a safe integer, `timestamptz` as an Instant, `date` as a LocalDate. */
export class Database implements Queryable {
  readonly #pool: pg.Pool;
  readonly #url: string;

  constructor(url: string, logger: Logger, poolSize = 10) {
    this.#url = url;
    this.#pool = new pg.Pool({
      connectionString: url,
      max: poolSize,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      // Each value as it stands in the wire format of our instants, whatever the server's own settings.
      options: `-c timezone=UTC -c datestyle=ISO -c plan_cache_mode=force_custom_plan -c statement_timeout=${STATEMENT_TIMEOUT_MS}`,
      types: makeTypeParsers(),
    });
    // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
    this.#pool.on('error', (error) => logger.warn('database connection lost', { code: codeOf(error) }));
  }

  async query<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.#withClient((client) => queryOn<Row>(client, sql, values));
  }

  /**
   * Runs `work` in one READ COMMITTED transaction and commits. `work` is run again from the start when it lost a race,
   * so it must keep no state outside the transaction.
   */
  async transaction<Value>(work: (tx: Transaction) => Promise<Value>): Promise<Value> {
    return this.#withClient((client) => transactionOn(client, work));
  }

  /** Holds the session-level advisory lock `key` on one connection while `work` runs. */
  async withSessionLock<Value>(key: number, work: (connection: Connection) => Promise<Value>): Promise<Value> {
    return this.#withClient(async (client) => {
      await queryOn(client, 'SELECT pg_advisory_lock($1)', [key]);
      try {
        return await work({
          query: (sql, values = []) => queryOn(client, sql, values),
          transaction: (inner) => transactionOn(client, inner),
        });
      } finally {
        await queryOn(client, 'SELECT pg_advisory_unlock($1)', [key]);
      }
    });
  }

  /** A connection outside the pool, not yet connected, for what listens as long as the gateway runs. */
  newClient(): pg.Client {
    return new pg.Client({ connectionString: this.#url, keepAlive: true });
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #withClient<Value>(work: (client: pg.PoolClient) => Promise<Value>): Promise<Value> {
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw new DatabaseUnavailable('no connection', { cause: error });
    });
    // A connection on which something unexpected happened is thrown away, never handed to the next request.
    let broken: Error | undefined;
    // One that breaks between two queries of a transaction says so here; the next query on it fails.
    const keepBroken = (error: Error): void => void (broken = error);
    client.on('error', keepBroken);
    try {
      return await work(client);
    } catch (error) {
      if (error instanceof DatabaseUnavailable) broken = error;
      throw error;
    } finally {
      client.off('error', keepBroken);
      client.release(broken);
    }
  }
}

async function transactionOn<Value>(client: pg.PoolClient, work: (tx: Transaction) => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    await queryOn(client, 'BEGIN', []);
    try {
      const value = await work(transactionFor(client));
      await queryOn(client, 'COMMIT', []);
      return value;
    } catch (error) {
      // A broken connection has rolled back by itself.
      if (!(error instanceof DatabaseUnavailable)) await queryOn(client, 'ROLLBACK', []);
      if (attempt >= MAX_ATTEMPTS || !isLostRace(error)) throw error;
    }
  }
}

function transactionFor(client: pg.PoolClient): Transaction {
  return {
    query: (sql, values = []) => queryOn(client, sql, values),
    run: async (sql) => {
      await client.query(sql);
    },
    savepoint: async (work) => {
      await queryOn(client, 'SAVEPOINT item', []);
      try {
        const value = await work();
        await queryOn(client, 'RELEASE SAVEPOINT item', []);
        return value;
      } catch (error) {
        if (!(error instanceof DatabaseUnavailable)) await queryOn(client, 'ROLLBACK TO SAVEPOINT item', []);
        throw error;
      }
    },
  };
}

/** Statements are written in the program, so there are few, and all that a connection has prepared stay with it. */
const names = new Map<string, string>();

/** Under its name PostgreSQL keeps a statement parsed and planned: in a storm that was most of its work. */
function nameOf(sql: string): string {
  const name = names.get(sql) ?? `statement_${String(names.size + 1)}`;
  names.set(sql, name);
  return name;
}

async function queryOn<Row>(client: pg.PoolClient, sql: string, values: readonly unknown[]): Promise<Row[]> {
  try {
    const text = values.length === 0 ? { text: sql } : { text: sql, name: nameOf(sql), values: [...values] };
    const answer = await client.query<pg.QueryResultRow>(text);
    return answer.rows as Row[];
  } catch (error) {
    // pg reports a broken connection as a plain Error; everything the server said itself is a DatabaseError.
    const isServersWord = error instanceof pg.DatabaseError;
    if (!isServersWord || UNAVAILABLE_CLASSES.includes(error.code?.slice(0, 2) ?? '')) {
      throw new DatabaseUnavailable('connection lost', { cause: error });
    }
    throw error;
  }
}

function isLostRace(error: unknown): boolean {
  return error instanceof pg.DatabaseError && LOST_RACE.includes(error.code ?? '');
}

function codeOf(error: unknown): string {
  return error instanceof pg.DatabaseError ? (error.code ?? 'unknown') : 'connection';
}

function makeTypeParsers(): pg.TypeOverrides {
  const { INT8, DATE, TIMESTAMPTZ } = pg.types.builtins;
  const parsers = new pg.TypeOverrides();
  parsers.setTypeParser(INT8, toSafeInteger);
  parsers.setTypeParser(DATE, (text: string) => text);
  parsers.setTypeParser(TIMESTAMPTZ, (text: string) =>
    instantFromEpochMs(Date.parse(text.replace(' ', 'T').replace(/\+00$/, 'Z'))),
  );
  return parsers;
}

function toSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint in the database is not a safe integer');
  return value;
}
