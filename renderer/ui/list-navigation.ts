const PAGE = 8;

/**
 * The entry a key leads to in an open list of `count` entries, running round at both ends by single steps.
 * `undefined` when the key is not one of the list's: Home, End and the letters belong to the text.
 */
export function entryAfterKey(key: string, current: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return current >= count - 1 ? 0 : current + 1;
    case 'ArrowUp':
      return current <= 0 ? count - 1 : current - 1;
    case 'PageDown':
      return Math.min(count - 1, current + PAGE);
    case 'PageUp':
      return Math.max(0, current - PAGE);
    default:
      return undefined;
  }
}
