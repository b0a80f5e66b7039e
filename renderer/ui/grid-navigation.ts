/**
 * The row a key leads to in a list of `count` rows. `undefined` when the key does not move between rows.
 * @param current index of the current row, or -1 when none is chosen
 * @param pageSize rows that fit in the view
 */
export function rowAfterKey(key: string, current: number, count: number, pageSize: number): number | undefined {
  if (count === 0) return undefined;
  const step = Math.max(1, pageSize - 1);
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: current + 1,
    ArrowUp: current < 0 ? count - 1 : current - 1,
    Home: 0,
    End: count - 1,
    PageDown: Math.max(0, current) + step,
    PageUp: current - step,
  };
  const target = targets[key];
  return target === undefined ? undefined : Math.min(count - 1, Math.max(0, target));
}
