import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { TestCluster } from './gateway-harness.ts';
import { GatewayHouse } from './gateway-house.ts';

/**
 * One PostgreSQL for the test file, and before every test of it a gateway of its own on a fresh database; `arrange`
 * takes it and adds what every test begins with.
 */
export function openHouseForEach(arrange: (house: GatewayHouse) => void | Promise<void>): void {
  let cluster: TestCluster;
  let house: GatewayHouse;
  beforeAll(async () => {
    cluster = await TestCluster.start();
  });
  afterAll(() => cluster.stop());
  beforeEach(async () => {
    house = await GatewayHouse.open(cluster);
    await arrange(house);
  });
  afterEach(() => house.close());
}
