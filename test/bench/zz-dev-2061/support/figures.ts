/** The value below which `share` (0…1) of the measurements lie; nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Milliseconds as printed. */
export function formatMs(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`;
}
