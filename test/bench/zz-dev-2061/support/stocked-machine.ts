import { rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { loadSampleProvince } from '#sync/gateway/sample-province/load-sample-province.ts';
import { makeMachineFolder } from '#test/e2e/support/machine.ts';
import '#test/bench/page/bench-api.ts';
import { withBenchPage } from './bench-app.ts';
import { once } from './once.ts';

export const STOCKED_DOSSIERS = 20_000;
/** Made once for all benches of a run: it takes a while. */
const master = () => Promise.resolve('/tmp/benchdev/big');

/** Lends a copy of a station's disk with 20,000 dossiers, 500 of them waiting to be sent, and takes it away again. */
export async function withStockedMachine<Answer>(work: (userDataDir: string) => Promise<Answer>): Promise<Answer> {
  const source = await master();
  const machine = await makeMachineFolder();
  try {
    await cp(source, machine.folder, { recursive: true, filter: (file) => !/[\\/]Singleton[A-Za-z]+$/.test(file) });
    return await work(machine.folder);
  } finally {
    await machine.remove();
  }
}
