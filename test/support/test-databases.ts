import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import './postgres-setup.ts';

/** Databases of one test file on the run's PostgreSQL; every test gets its own, copied from a migrated template. */
export class TestDatabases {
  readonly #templateUrl: string;
  readonly #made: string[] = [];

  constructor(templateUrl: string) {
    this.#templateUrl = templateUrl;
  }

  /** For a file's top level or a `describe`: what was made is dropped when its tests are over. */
  static forFile(): TestDatabases {
    const databases = new TestDatabases(inject('templateUrl'));
    afterAll(() => databases.dropAll());
    return databases;
  }

  /** A connection string of a fresh, migrated database. */
  newDatabase(): Promise<string> {
    return this.#create(`TEMPLATE ${new URL(this.#templateUrl).pathname.slice(1)}`);
  }

  /** A connection string of a fresh database without any table. */
  newEmptyDatabase(): Promise<string> {
    return this.#create('');
  }

  async dropAll(): Promise<void> {
    await this.#run(this.#made.splice(0).map((name) => `DROP DATABASE ${name} WITH (FORCE)`));
  }

  async #create(template: string): Promise<string> {
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    await this.#run([`CREATE DATABASE ${name} ${template}`]);
    this.#made.push(name);
    return this.#urlOf(name);
  }

  async #run(statements: readonly string[]): Promise<void> {
    const client = new pg.Client({ connectionString: this.#urlOf('postgres') });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  }

  #urlOf(database: string): string {
    const url = new URL(this.#templateUrl);
    url.pathname = `/${database}`;
    return url.href;
  }
}
