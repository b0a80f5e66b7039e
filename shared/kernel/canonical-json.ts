/**
 * Deterministic JSON: object keys sorted by UTF-16 code unit, `undefined` members left out, no white space.
 * Two equal values always give the same text, so a hash of the text identifies the value.
 * @throws RangeError on a value JSON cannot carry (NaN, Infinity, functions, symbols, bigint).
 */
export function toCanonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('canonical JSON: number is not finite');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map((item: unknown) => toCanonicalJson(item === undefined ? null : item)).join(',')}]`;
  }
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${toCanonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  throw new RangeError(`canonical JSON: unsupported ${typeof value}`);
}
