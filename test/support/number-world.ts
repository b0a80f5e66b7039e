import { IDBFactory } from 'fake-indexeddb';
import { putStation } from '#renderer/data/repositories/station-repository.ts';
import { createDexieChangeSink } from '#renderer/data/sync-stores/dexie-change-sink.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { NumberBand, Station } from '#shared/domain/office.ts';
import type { StationId } from '#shared/kernel/ids.ts';
import { instantFromEpochMs, MS_PER_DAY, toEpochMs } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { publishCatalogue } from '#sync/gateway/services/catalogue.ts';
import { leaseNumbers } from '#sync/gateway/services/lease-numbers.ts';
import { listChanges } from '#sync/gateway/services/list-changes.ts';
import { returnNumbers } from '#sync/gateway/services/return-numbers.ts';
import { submitBatch } from '#sync/gateway/services/submit-batch.ts';
import { insertBand } from '#sync/gateway/store/number-requests-store.ts';
import type { StationIdentity } from '#sync/gateway/services/service-deps.ts';
import { insertStation } from '#sync/gateway/store/stations-store.ts';
import type { GatewayFailure } from '#sync/ports/gateway-client.ts';
import { createNumberLeases } from '#sync/runner/number-leases.ts';
import { systemIds } from '#sync/gateway/app.ts';
import type { TestGateway } from './gateway-harness.ts';
import { openStore } from './counter-store.ts';
import { sampleKey } from './test-keys.ts';
import { catalogueOf, CounterBench } from '#test/unit/renderer/counter-bench.ts';

/** What the link does to one exchange. `loseAnswer`: the province acts, and nobody hears of it. */
export type Link = 'up' | 'down' | 'loseAnswer';

/** So few that an outage soon outlasts the lease, then the band. */
const POLICY = { workingDaysAhead: 2, blockSize: 3, lowWater: 2 };
const BAND_WIDTH = 3;

let seeds = 10_000;

/** One counter: its real store, its real workflows, its own clock; only the link and the clock are played. */
export class NumberStation {
  readonly printed: Dossier[] = [];
  readonly outcomes: string[] = [];
  readonly station: Station & StationIdentity;
  private readonly gateway: TestGateway;
  private readonly engine = new IDBFactory();
  private bench: CounterBench;
  /** How far this machine's clock is from the province's. */
  private skewMs = 0;
  private name = '';

  constructor(gateway: TestGateway, agencyCode: string, publicKey: StationIdentity['publicKey']) {
    this.gateway = gateway;
    this.station = {
      stationId: systemIds.next<StationId>(),
      stationName: 'Quầy mẫu (DỮ LIỆU MẪU)',
      agencyCode,
      publicKey,
    };
    this.bench = this.openBench();
  }

  async join(band: NumberBand, bandNumber: number): Promise<void> {
    const { database, clock } = this.gateway.deps;
    await insertStation(database, { ...this.station, enrolledAt: clock.now() });
    await insertBand(database, this.station, bandNumber, band);
    const catalogue = catalogueOf();
    await this.bench.equip(0, { ...catalogue, office: { ...catalogue.office, agencyCode: this.station.agencyCode } });
    await putStation(this.bench.database, this.station);
  }

  /** Takes in a dossier: from here on its code is on paper. */
  async accept(): Promise<void> {
    this.setClock();
    const accepted = await this.bench.workflows.acceptDossier(this.bench.session, this.bench.draft());
    if (!accepted.ok) throw new Error(`intake stopped: ${accepted.error.code}`);
    this.printed.push(accepted.value.dossier);
  }

  async topUp(link: Link): Promise<void> {
    this.setClock();
    const { deps } = this.gateway;
    const leases = createNumberLeases(
      {
        sink: createDexieChangeSink(this.bench.database),
        gateway: {
          leaseNumbers: (request) => over(link, () => leaseNumbers(deps, this.station, request)),
          returnNumbers: (request) => over(link, () => returnNumbers(deps, this.station, request)),
        },
        clock: this.bench.clock,
        ids: systemIds,
        observe: (answer) => answer,
      },
      POLICY,
    );
    await leases.topUp();
  }

  /** Sends everything that waits, and takes in what the province has to say. */
  async sync(link: Link): Promise<void> {
    const { database } = this.bench;
    const rows = await database.outbox
      .where('[state+stationSequence]')
      .between(['queued', 0], ['queued', Infinity])
      .toArray();
    const answer = await over(link, () => submitBatch(this.gateway.deps, this.station, rows));
    if (rows.length > 0 && answer.ok) {
      for (const item of answer.value.outcomes) {
        this.outcomes.push(item.outcome === 'refused' ? item.code : item.outcome);
        const isSettled = item.outcome === 'accepted' || item.outcome === 'alreadyAccepted';
        if (isSettled) await database.outbox.update(item.operationId, { state: 'acknowledged' });
      }
    }
    const sink = createDexieChangeSink(database);
    const range = { cursor: await sink.readCursor(), limit: 200 };
    const page = await over(link, () => listChanges(this.gateway.deps, this.station, range));
    if (page.ok) await sink.applyChanges(page.value.changes, page.value.nextCursor, this.bench.clock.now());
  }

  /** Another window on the same store; all that the first one had in memory is gone. Papers may still be printing. */
  restart(): void {
    this.bench = this.openBench();
  }

  /** Somebody sets the clock of this machine. */
  setSkewDays(days: number): void {
    this.skewMs = days * MS_PER_DAY;
  }

  dossiers(): Promise<readonly Dossier[]> {
    return this.bench.database.dossiers.toArray();
  }

  private openBench(): CounterBench {
    const store = this.name === '' ? openStore(this.engine) : openStore(this.engine, this.name);
    this.name = store.name;
    seeds += 1;
    return new CounterBench(store, seeds, { stationId: () => this.station.stationId });
  }

  private setClock(): void {
    this.bench.clock.setWall(instantFromEpochMs(toEpochMs(this.gateway.clock.now()) + this.skewMs));
  }
}

/** Stations of one agency that is new to the gateway, each with a narrow band of its own. */
export async function openNumberWorld(
  gateway: TestGateway,
  agencyCode: string,
  stations: number,
): Promise<readonly NumberStation[]> {
  const catalogue = catalogueOf();
  await publishCatalogue(gateway.deps, { ...catalogue, office: { ...catalogue.office, agencyCode } });
  const publicKey = await sampleKey.publicKey();
  return Promise.all(
    Array.from({ length: stations }, async (_, place) => {
      const station = new NumberStation(gateway, agencyCode, publicKey);
      const from = 50_001 + place * BAND_WIDTH;
      await station.join({ from, to: from + BAND_WIDTH - 1 }, place + 1);
      return station;
    }),
  );
}

async function over<Value>(
  link: Link,
  act: () => Promise<Result<Value, { readonly code: string }>>,
): Promise<Result<Value, GatewayFailure>> {
  if (link === 'down') return err({ code: 'unreachable' });
  const answer = await act();
  if (link === 'loseAnswer') return err({ code: 'timedOut' });
  if (answer.ok) return ok(answer.value);
  return err({ code: 'rejected', details: { problemCode: answer.error.code, status: 422 } });
}
