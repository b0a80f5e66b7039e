import type { BenchRow } from './bench-row.ts';
import { runPages } from './capture/pages.ts';

/** From the paper to the stored page: one file for each section in `capture/`. */
const SECTIONS: readonly (() => Promise<readonly BenchRow[]>)[] = [runPages];

export async function run(): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const section of SECTIONS) rows.push(...(await section()));
  return rows;
}
