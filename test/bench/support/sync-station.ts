import { filter, firstValueFrom } from 'rxjs';
import { systemIds, systemRandom } from '#renderer/platform/system-ids.ts';
import type { Station } from '#shared/domain/office.ts';
import { toLocalDate, type Instant } from '#shared/kernel/instant.ts';
import type { Result } from '#shared/kernel/result.ts';
import { systemClock, systemScheduler } from '#sync/gateway/app.ts';
import { loadSampleProvince } from '#sync/gateway/sample-province/load-sample-province.ts';
import type { EngineConfig } from '#sync/engine/index.ts';
import type { GatewayClient } from '#sync/ports/gateway-client.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { createSyncRunner } from '#sync/runner/sync-runner.ts';
import { createHttpGatewayClient } from '#sync/transport/http-gateway-client.ts';
import { FakeConnectivity } from '#test/fakes/fake-connectivity.ts';
import { FakeLeaderLock } from '#test/fakes/fake-leader-lock.ts';
import { KeptLogger } from '#test/fakes/kept-logger.ts';
import { MemoryBlobStore } from '#test/fakes/memory-blob-store.ts';
import { MemoryChangeSink } from '#test/fakes/memory-change-sink.ts';
import { MemoryOutboxStore } from '#test/fakes/memory-outbox-store.ts';
import { TestKey } from '#test/support/test-keys.ts';
import { SampleOperations } from './sample-operations.ts';

/** Stands for whichever address the gateway is reached at. */
const HOME = 'http://gateway.invalid';
/** The largest block the protocol gives. */
const BLOCK = 500;

/** A station of the sample province: the product's own client, engine and runner, with its outbox in memory. */
export class SyncStation {
  readonly #key = new TestKey();
  readonly #client: GatewayClient;
  #gatewayUrl: string;
  #station: Station | undefined;

  private constructor(gatewayUrl: string) {
    this.#gatewayUrl = gatewayUrl;
    this.#client = createHttpGatewayClient({
      baseUrl: HOME,
      fetch: (address, init) => fetch(address.replace(HOME, this.#gatewayUrl), init),
      stationKey: this.#key,
      station: () => this.#station?.stationId,
      ...{ clock: systemClock, scheduler: systemScheduler, ids: systemIds },
    });
  }

  /** Enrols over a connection without delay. */
  static async enrol(gatewayUrl: string, enrolmentCode: string): Promise<SyncStation> {
    const made = new SyncStation(gatewayUrl);
    const publicKey = await made.#key.publicKey();
    const request = { enrolmentCode, stationName: 'Quầy mẫu (DỮ LIỆU MẪU)', publicKey };
    made.#station = taken(await made.#client.enrol(request));
    return made;
  }

  /** So many dossiers of a day with numbers leased for them. */
  async prepare(dossiers: number, at: Instant): Promise<readonly Operation[]> {
    if (this.#station === undefined) throw new Error('not enrolled');
    const sample = new SampleOperations(await loadSampleProvince(), this.#station, at, this.#key);
    const operations: Operation[] = [];
    for (let left = dossiers; left > 0; left -= BLOCK) {
      const request = { requestId: systemIds.next<string>(), days: [toLocalDate(at)], size: BLOCK };
      const [block] = taken(await this.#client.leaseNumbers(request)).blocks;
      if (block === undefined) throw new Error('no numbers were leased');
      operations.push(...sample.take(Math.min(left, BLOCK), block.from));
    }
    return operations;
  }

  /**
   * Milliseconds from the start of the runner until everything is acknowledged. The connection is new; the session is
   * the one that the numbers were leased with, as after an outage of less than half a day.
   */
  async drain(linkUrl: string, operations: readonly Operation[], engine: Partial<EngineConfig> = {}): Promise<number> {
    this.#gatewayUrl = linkUrl;
    const outbox = new MemoryOutboxStore();
    outbox.add(...operations);
    const sink = new MemoryChangeSink();
    // A station that was at work before the outage: it has the catalogue and numbers enough.
    sink.catalogue = await loadSampleProvince();
    const runner = createSyncRunner({
      ...{ outbox, blobs: new MemoryBlobStore(), sink, gateway: this.#client },
      ...{ connectivity: new FakeConnectivity(), leader: new FakeLeaderLock() },
      ...{ clock: systemClock, scheduler: systemScheduler, random: systemRandom, ids: systemIds },
      ...{ logger: new KeptLogger(), isEnrolled: () => true, engine },
    });
    const startedMs = performance.now();
    runner.start();
    await firstValueFrom(
      runner.status$.pipe(
        filter(({ connection, waiting, held }) => held > 0 || (connection === 'online' && waiting === 0)),
      ),
    );
    const tookMs = performance.now() - startedMs;
    await runner.stop();
    const acknowledged = outbox.idsIn('acknowledged').length;
    if (acknowledged !== operations.length) throw new Error(`only ${String(acknowledged)} were acknowledged`);
    return tookMs;
  }
}

function taken<Value>(result: Result<Value, { readonly code: string }>): Value {
  if (!result.ok) throw new Error(`expected success, got ${result.error.code}`);
  return result.value;
}
