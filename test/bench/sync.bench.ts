import type { Operation } from '#sync/protocol/operation.ts';
import { startEmulatedLink } from '#test/support/emulated-link.ts';
import type { BenchRow } from './bench-row.ts';
import { nextWorkingMorning, withBenchGateway, type BenchGateway } from './support/bench-gateway.ts';
import { formatMs, median } from './support/figures.ts';
import { sendOneStream, startByteSink } from './support/gzip-stream.ts';
import { replicateWithPouch } from './support/pouch-replication.ts';
import { replicateWithRx } from './support/rx-replication.ts';
import { SyncStation } from './support/sync-station.ts';

/** 4 Mbit/s. */
const LINK = { roundTripMs: 100, bytesPerSecond: 500_000 };
const DOSSIERS = 1_000;
const ROUNDS = 5;
const STREAM_LIMIT = 1.25;
const POUCH_LIMIT = 1 / 6;
const RX_LIMIT = 1 / 2;

/**
 * An outage's work, 1,000 dossiers and their payments without scans, over a link of 100 ms round trip and 4 Mbit/s: the
 * product's runner, engine and HTTP client to a real gateway with PostgreSQL, against one gzip stream of the same bytes,
 * against PouchDB to a CouchDB endpoint and against RxDB's push. The rivals' endpoints only keep what they are sent.
 */
export async function run(): Promise<readonly BenchRow[]> {
  return withBenchGateway(async (bench) => {
    const oursMs: number[] = [];
    const streamMs: number[] = [];
    let operations: readonly Operation[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const station = await newStation(bench);
      operations = await station.prepare(DOSSIERS, nextWorkingMorning());
      streamMs.push(await timeOneStream(JSON.stringify({ operations })));
      const sent = operations;
      oursMs.push(await overLink(bench.gateway, (url) => station.drain(url, sent)));
    }
    const pouchMs = await replicateWithPouch(operations, overLink);
    const rxMs = await replicateWithRx(operations, overLink);
    const ours = median(oursMs);
    const what = `${String(operations.length)} operations of ${String(DOSSIERS)} dossiers`;
    const row = (name: string, rivalMs: number, limit: number, rival: string): BenchRow => {
      return {
        name,
        ratio: ours / rivalMs,
        limit,
        detail: `${what}: ${formatMs(ours)}; ${rival} ${formatMs(rivalMs)}`,
      };
    };
    const ratios = oursMs.map((took, round) => took / (streamMs[round] ?? Number.NaN));
    const eachRound = `one gzip stream; by round ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')};`;
    return [
      { ...row('draining an outage, to one stream', median(streamMs), STREAM_LIMIT, eachRound), ratio: median(ratios) },
      row('draining an outage, to PouchDB', pouchMs, POUCH_LIMIT, 'PouchDB'),
      row('draining an outage, to RxDB', rxMs, RX_LIMIT, 'RxDB, batches of 100,'),
    ];
  });
}

async function newStation({ gateway, admin }: BenchGateway): Promise<SyncStation> {
  const [agencyCode = ''] = await admin.listAgencyCodes();
  return SyncStation.enrol(gateway.url, await admin.createEnrolmentCode(agencyCode));
}

async function timeOneStream(text: string): Promise<number> {
  const sink = await startByteSink();
  try {
    return await overLink(sink, (url) => sendOneStream(url, text));
  } finally {
    await sink.stop();
  }
}

async function overLink<Value>(
  { url }: { readonly url: string },
  work: (linkUrl: string) => Promise<Value>,
): Promise<Value> {
  const link = await startEmulatedLink({ target: url, ...LINK });
  try {
    return await work(link.url);
  } finally {
    await link.stop();
  }
}
