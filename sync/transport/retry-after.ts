/**
 * `Retry-After` (RFC 9110, 10.2.3): whole seconds or an HTTP date.
 * @param nowMs epoch milliseconds, for the date form
 * @returns milliseconds to wait, never negative; `undefined` when absent or unreadable
 */
export function parseRetryAfter(header: string | null, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // `Date.parse` also takes bare numbers and the like; an HTTP date begins with the name of a day.
  if (!/^[A-Za-z]{3}/.test(text)) return undefined;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}
