import { afterEach, beforeEach } from 'vitest';
import { openTestGateway, type TestGateway, type TestGatewayOptions } from './gateway-harness.ts';
import { TestDatabases } from './test-databases.ts';

/** Before every test a gateway of its own on a fresh database; `arrange` takes it and adds what every test begins with. */
export function openGatewayForEach(
  arrange: (gateway: TestGateway) => void | Promise<void>,
  options: TestGatewayOptions = {},
): TestDatabases {
  const databases = TestDatabases.forFile();
  let gateway: TestGateway;
  beforeEach(async () => {
    gateway = await openTestGateway(databases, options);
    await arrange(gateway);
  });
  afterEach(() => gateway.stop());
  return databases;
}
