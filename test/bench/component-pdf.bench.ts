import type { BenchRow } from './bench-row.ts';
import { measureComponentPdf } from './capture/pdf.ts';

/** Putting the PDF of a component together. */
export function run(): Promise<readonly BenchRow[]> {
  return measureComponentPdf();
}
