/** The page a key leads to; `undefined` when the key does not choose pages. */
export function placeAfterKey(chord: string, place: number, count: number, columns: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: place - 1,
    ArrowRight: place + 1,
    ArrowUp: place - columns,
    ArrowDown: place + columns,
    Home: 0,
    End: count - 1,
  };
  const target = steps[chord];
  if (target === undefined || count === 0) return undefined;
  return target < 0 || target >= count ? place : target;
}
