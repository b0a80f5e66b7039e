import { readFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { loadSampleProvince } from '#sync/gateway/sample-province/load-sample-province.ts';
import type { BenchRow } from './bench-row.ts';
import { timeBareLoop } from './support/bare-loop.ts';
import { nextWorkingMorning, withBenchGateway, type BenchGateway } from './support/bench-gateway.ts';
import { formatMs, median } from './support/figures.ts';
import { sendStorm, type StormOutcome } from './support/storm-client.ts';
import { enrolStormStations, makeStormStation, type StormStation } from './support/storm-stations.ts';

const STATIONS = 1_000;
const DOSSIERS = 20;
const SLOWEST_LIMIT = 3;
const MEMORY_LIMIT_MB = 700;
const BARE_LIMIT = 2;
const KB_PER_MB = 1_024;

/**
 * The power is back in the whole province: 1,000 stations with 20 dossiers each open a session and send at the same
 * moment. All on one machine: the stations in this process, one gateway, its PostgreSQL. Everything must be there once,
 * and is compared with a bare loop over the same signatures and the same rows on the same PostgreSQL.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const at = nextWorkingMorning();
  const catalogue = await loadSampleProvince();
  const stations: StormStation[] = [];
  for (let index = 0; index < STATIONS; index += 1) {
    stations.push(await makeStormStation(catalogue, at, DOSSIERS, index * DOSSIERS + 1));
  }
  const operations = stations.reduce((sum, station) => sum + station.operations.length, 0);
  const bareMs = await withBenchGateway(async ({ database }) => {
    await enrolStormStations(database, stations, at, DOSSIERS);
    return timeBareLoop(database, stations, catalogue, at);
  });
  const { outcomes, peakMb } = await withBenchGateway(async (bench) => {
    await enrolStormStations(bench.database, stations, at, DOSSIERS);
    const stormed = await storm(bench, stations);
    const { operations: stored, dossiers } = await bench.admin.summary();
    if (stored !== operations || dossiers !== STATIONS * DOSSIERS) throw new Error('not everything is there once');
    return stormed;
  });
  const times = outcomes.map(({ tookMs }) => tookMs);
  const slowestMs = Math.max(...times);
  const sum = (pick: (outcome: StormOutcome) => number): string =>
    String(outcomes.reduce((total, outcome) => total + pick(outcome), 0));
  const turned = `sent away ${sum(({ sentAway }) => sentAway)}, broken off ${sum(({ brokenOff }) => brokenOff)}`;
  const waits = `median ${formatMs(median(times))}, slowest ${formatMs(slowestMs)}; ${turned}`;
  const speed = `${String(operations)} operations in ${formatMs(slowestMs)}; bare loop ${formatMs(bareMs)}`;
  return [
    { name: 'storm, slowest station to median', ratio: slowestMs / median(times), limit: SLOWEST_LIMIT, detail: waits },
    { name: 'storm, time to a bare loop', ratio: slowestMs / bareMs, limit: BARE_LIMIT, detail: speed },
    {
      ...{ name: 'storm, memory of the gateway, / 700 MB', ratio: peakMb / MEMORY_LIMIT_MB, limit: 1 },
      detail: `at most ${String(Math.round(peakMb))} MB resident`,
    },
  ];
}

async function storm(
  { gateway }: BenchGateway,
  stations: readonly StormStation[],
): Promise<{ readonly outcomes: readonly StormOutcome[]; readonly peakMb: number }> {
  const agent = new Agent({ keepAlive: true });
  const outcomes = await Promise.all(stations.map((station) => sendStorm(gateway.url, station, agent)));
  agent.destroy();
  const status = await readFile(`/proc/${String(gateway.pid)}/status`, 'utf8');
  return { outcomes, peakMb: Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / KB_PER_MB };
}
