import { createHttpGatewayClient } from '#sync/transport/http-gateway-client.ts';
import { FakeClock } from '#test/fakes/fake-clock.ts';
import { GatewayModel } from '#test/fakes/gateway-model.ts';
import { OperationBook } from '#test/fakes/operation-book.ts';
import { ScriptedGateway } from '#test/fakes/scripted-gateway.ts';
import { SeededIds } from '#test/fakes/seeded-random.ts';
import { VirtualScheduler } from '#test/fakes/virtual-scheduler.ts';
import { describeGatewayClient } from './gateway-client.contract.ts';
import { provinceOf } from './model-province.ts';
import { serveModel } from './model-server.ts';

describeGatewayClient('scripted', () => {
  const client = new ScriptedGateway(new FakeClock(), new SeededIds(1));
  const province = provinceOf(client.model, new OperationBook());
  return Promise.resolve({ ...province, client, close: () => Promise.resolve() });
});

describeGatewayClient('the HTTP client against a small server', async () => {
  const clock = new FakeClock();
  const book = new OperationBook();
  const model = new GatewayModel(clock, new SeededIds(1));
  const { url, close } = await serveModel(model);
  const client = createHttpGatewayClient({
    baseUrl: url,
    fetch: (address, init) => fetch(address, init),
    stationKey: {
      publicKey: () => Promise.resolve({ kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }),
      sign: () => Promise.resolve('signature'),
    },
    station: () => book.stationId,
    clock,
    scheduler: new VirtualScheduler(clock),
    ids: book.ids,
  });
  return { ...provinceOf(model, book), client, close };
});
