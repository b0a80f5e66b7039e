/** How long to wait after failures in a row. All values in milliseconds. */
export interface BackoffPolicy {
  readonly baseMs: number;
  readonly capMs: number;
  /** The longest delay a server may impose. */
  readonly serverCapMs: number;
}

/**
 * Milliseconds to wait: doubles from `baseMs` with each failure, never exceeds `capMs`, jittered over its upper half
 * so that counters do not come back in step. A delay asked for by the server is a lower bound (limited by
 * `serverCapMs`, because a wrong header must not silence a counter for a day).
 * @param failures failures in a row, the present one included: 1 or more
 * @param random uniform in [0, 1)
 * @param serverDelayMs what `Retry-After` said, if anything
 */
export function backoffDelayMs(
  policy: BackoffPolicy,
  failures: number,
  random: number,
  serverDelayMs: number | undefined,
): number {
  const doublings = Math.min(Math.max(failures, 1) - 1, 52);
  const full = Math.min(policy.capMs, policy.baseMs * 2 ** doublings);
  const own = Math.round(full * (0.5 + random / 2));
  if (serverDelayMs === undefined || !(serverDelayMs > 0)) return own;
  return Math.max(own, Math.min(serverDelayMs, policy.serverCapMs));
}
