/** One line of `npm run bench`: what was measured, as a ratio to a raw measurement in the same run. */
export interface BenchRow {
  readonly name: string;
  /** Ours divided by the raw measurement. */
  readonly ratio: number;
  /** The bench fails above this. */
  readonly limit: number;
  /** The absolute figures behind the ratio. */
  readonly detail: string;
}
