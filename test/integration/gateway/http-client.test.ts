import type { DossierId } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { toCanonicalJson } from '#shared/kernel/canonical-json.ts';
import { systemIds } from '#sync/gateway/app.ts';
import { createHttpGatewayClient } from '#sync/transport/http-gateway-client.ts';
import { describeGatewayClient } from '#test/contract/gateway-client.contract.ts';
import { VirtualScheduler } from '#test/fakes/virtual-scheduler.ts';
import { openTestGateway, sampleCatalogue, type TestGateway } from '#test/support/gateway-harness.ts';
import { RECEIPT_SETTINGS } from '#test/support/money-counter.ts';
import { TestDatabases } from '#test/support/test-databases.ts';
import { newId, sha256Of, type TestStation } from '#test/support/gateway-station.ts';

const databases = TestDatabases.forFile();

describeGatewayClient('the HTTP client against the gateway itself', async () => {
  const feeReceipts = { ...RECEIPT_SETTINGS, policy: 'leased' } as const;
  const gateway = await openTestGateway(databases, { catalogue: { ...sampleCatalogue(), feeReceipts } });
  const station = await gateway.newStation();
  await station.stockNumbers(10);
  const baseUrl = await gateway.app.listen({ port: 0, host: '127.0.0.1' });
  const client = createHttpGatewayClient({
    baseUrl,
    fetch: (address, init) => fetch(address, init),
    stationKey: { publicKey: () => station.publicKey(), sign: (text) => station.sign(text) },
    station: () => station.stationId,
    clock: gateway.clock,
    scheduler: new VirtualScheduler(gateway.clock),
    ids: systemIds,
  });
  return {
    client,
    acceptable: () => station.requestSupplement(newId<DossierId>()),
    following: ({ lineKey }) => station.requestSupplement(lineKey.replace('dossier:', '') as DossierId),
    refusable: () => station.acceptDossier(station.newDossier({ feeTotalVnd: 1 })),
    forged: (original) => {
      const payload = { forged: true };
      return station.reseal({ ...original, payload, payloadHash: sha256Of(toCanonicalJson(payload)) });
    },
    blob: (hash, mediaType, bytes) =>
      station.operation('storeBlob', `blob:${hash}`, { hash, mediaType, sizeBytes: bytes.byteLength }),
    announce: (count) => announce(gateway, station, count),
    days: ['2026-11-23', '2026-11-24'] as LocalDate[],
    close: () => gateway.stop(),
  };
});

async function announce(gateway: TestGateway, station: TestStation, count: number): Promise<void> {
  const dossier = station.newDossier();
  await station.send([station.acceptDossier(dossier)]);
  for (let change = 0; change < count; change += 1) {
    await gateway.admin.changeDossierState(dossier.dossierId, 'processing');
  }
}
