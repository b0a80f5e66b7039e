import type { BenchRow } from './bench-row.ts';
import { benchOcr } from './capture/ocr.ts';

export function run(): Promise<readonly BenchRow[]> {
  return benchOcr();
}
