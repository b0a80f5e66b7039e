import { rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { loadSampleProvince } from '#sync/gateway/sample-province/load-sample-province.ts';
import { makeMachineFolder } from '#test/e2e/support/machine.ts';
import '#test/bench/page/bench-api.ts';
import { withBenchPage } from './bench-app.ts';
import { once } from './once.ts';

export const STOCKED_DOSSIERS = 20_000;
/** A station after its first morning. */
export const NEW_STATION_DOSSIERS = 20;
/** Each made once for all benches of a run: it takes a while. */
const makers = new Map([STOCKED_DOSSIERS, NEW_STATION_DOSSIERS].map((count) => [count, once(() => make(count))]));

async function make(dossiers: number): Promise<string> {
  const { folder } = await makeMachineFolder();
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const catalogue = await loadSampleProvince();
  await withBenchPage(folder, (page) =>
    page.evaluate(([data, count]) => window.bench?.stock(data, count), [catalogue, dossiers] as const),
  );
  return folder;
}

/** Lends a copy of a station's disk with that many dossiers, the last 500 waiting to be sent, and takes it away again. */
export async function withStockedMachine<Answer>(
  work: (userDataDir: string) => Promise<Answer>,
  dossiers: typeof STOCKED_DOSSIERS | typeof NEW_STATION_DOSSIERS = STOCKED_DOSSIERS,
): Promise<Answer> {
  const source = (await makers.get(dossiers)?.()) ?? '';
  const machine = await makeMachineFolder();
  try {
    await cp(source, machine.folder, { recursive: true, filter: (file) => !/[\\/]Singleton[A-Za-z]+$/.test(file) });
    return await work(machine.folder);
  } finally {
    await machine.remove();
  }
}
