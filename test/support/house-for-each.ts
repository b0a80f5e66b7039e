import { afterEach, beforeEach } from 'vitest';
import { TestDatabases } from './test-databases.ts';
import { GatewayHouse } from './gateway-house.ts';

/**
 * One PostgreSQL for the test file, and before every test of it a gateway of its own on a fresh database; `arrange`
 * takes it and adds what every test begins with.
 */
export function openHouseForEach(arrange: (house: GatewayHouse) => void | Promise<void>): void {
  const databases = TestDatabases.forFile();
  let house: GatewayHouse;
  beforeEach(async () => {
    house = await GatewayHouse.open(databases);
    await arrange(house);
  });
  afterEach(() => house.close());
}
