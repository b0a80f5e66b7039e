import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import type { Catalogue } from '#shared/domain/office.ts';
import type { EngineConfig } from '#sync/engine/index.ts';
import { FakeClock } from '#test/fakes/fake-clock.ts';
import { catalogueOf } from '#test/unit/renderer/counter-bench.ts';
import { Counter } from './counter-room.ts';
import { openTestGateway, SAMPLE_AGENCY, TEST_NOW, type TestGateway } from './gateway-harness.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';
import type { TestDatabases } from './test-databases.ts';

/** A real gateway on a port of its own that can be switched off and on again, and the counters connected to it. */
export class GatewayHouse {
  readonly clock = new FakeClock(TEST_NOW);
  readonly #databases: TestDatabases;
  readonly #catalogue: Catalogue;
  readonly #counters: Counter[] = [];
  #blobFolder = '';
  #databaseUrl = '';
  #port = 0;
  #gateway: TestGateway | undefined;

  private constructor(databases: TestDatabases, catalogue: Catalogue) {
    this.#databases = databases;
    this.#catalogue = catalogue;
  }

  static async open(databases: TestDatabases, catalogue: Catalogue = catalogueOf()): Promise<GatewayHouse> {
    const house = new GatewayHouse(databases, catalogue);
    house.#blobFolder = await makeTemporaryFolder();
    house.#databaseUrl = await databases.newDatabase();
    await house.switchOn();
    return house;
  }

  /** The province's side. */
  get gateway(): TestGateway {
    if (this.#gateway === undefined) throw new Error('the gateway is switched off');
    return this.#gateway;
  }

  /** A counter of the sample agency, enrolled, with numbers, and with an officer signed in. */
  async newCounter(requestMs?: number, engine: Partial<EngineConfig> = {}): Promise<Counter> {
    const gatewayUrl = `http://127.0.0.1:${String(this.#port)}`;
    const counter = new Counter({
      gatewayUrl,
      clock: this.clock,
      engine,
      ...(requestMs === undefined ? {} : { requestMs }),
    });
    this.#counters.push(counter);
    return counter.open(await this.gateway.admin.createEnrolmentCode(SAMPLE_AGENCY));
  }

  /** Back on the port it had, with everything it knew. */
  async switchOn(): Promise<void> {
    const isNew = this.#port === 0;
    const gateway = await openTestGateway(this.#databases, {
      clock: this.clock,
      databaseUrl: this.#databaseUrl,
      blobFolder: this.#blobFolder,
      catalogue: isNew ? this.#catalogue : 'none',
    });
    await gateway.app.listen({ port: this.#port, host: '127.0.0.1' });
    this.#port = (gateway.app.server.address() as AddressInfo).port;
    this.#gateway = gateway;
  }

  /** Connections are cut, and new ones are refused. */
  async switchOff(): Promise<void> {
    const gateway = this.#gateway;
    this.#gateway = undefined;
    await gateway?.stop();
  }

  async close(): Promise<void> {
    for (const counter of this.#counters) await counter.close();
    await this.switchOff();
    // A scan whose upload was cut may still be on its way to the disk.
    await rm(this.#blobFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}
