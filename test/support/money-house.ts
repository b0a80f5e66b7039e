import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Catalogue } from '#shared/domain/office.ts';
import type { GatewayPolicy } from '#sync/gateway/services/service-deps.ts';
import { openTestGateway, TEST_NOW, type TestGateway } from './gateway-harness.ts';
import { kindsOf, MoneyCounter, receiptCatalogue } from './money-counter.ts';
import type { TestStation } from './gateway-station.ts';
import { TestDatabases } from './test-databases.ts';

/** One gateway for the tests of a file, and for each test an agency of its own with a station and a shift. */
export class MoneyHouse {
  gateway!: TestGateway;
  station!: TestStation;
  counter!: MoneyCounter;
  agency = '';

  /** For a `describe`. @param province level-1 code of the agencies, `H95` */
  static forFile(
    province: string,
    { policy = {}, catalogue = {} }: { policy?: Partial<GatewayPolicy>; catalogue?: Partial<Catalogue> } = {},
  ): MoneyHouse {
    const databases = TestDatabases.forFile();
    const house = new MoneyHouse();
    let agencies = 10;
    beforeAll(async () => {
      house.gateway = await openTestGateway(databases, { policy });
    });
    afterAll(() => house.gateway.stop());
    beforeEach(async () => {
      agencies += 1;
      house.agency = `${province}.${String(agencies)}`;
      house.gateway.clock.setWall(TEST_NOW);
      await house.gateway.admin.publishCatalogue(receiptCatalogue(house.agency, catalogue));
      house.station = await house.gateway.newStation(house.agency);
      house.counter = house.newCounter();
    });
    return house;
  }

  /** Another shift. */
  newCounter(at = this.station): MoneyCounter {
    return new MoneyCounter(at, () => this.gateway.clock.now());
  }

  /** What becomes of operations of the station. */
  async send(...operations: Parameters<TestStation['send']>[0]): Promise<string[]> {
    return kindsOf(await this.station.send(operations));
  }
}
