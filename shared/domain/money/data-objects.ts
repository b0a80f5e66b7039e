/** One level of an EMVCo payload: two digits of id, two digits of length, the value. In the order written. */
export type DataObjects = ReadonlyMap<string, string>;

/** The longest value that two digits of length can announce. */
export const LONGEST_VALUE = 99;

/**
 * Writes one data object.
 * @throws RangeError when the value is empty or longer than 99 characters: callers check what comes from outside.
 */
export function toDataObject(id: string, value: string): string {
  if (value === '' || value.length > LONGEST_VALUE) throw new RangeError('data object: length out of range');
  return `${id}${String(value.length).padStart(2, '0')}${value}`;
}

/** Takes one level apart; `undefined` when lengths do not add up, or an id comes twice. */
export function findDataObjects(text: string): DataObjects | undefined {
  const objects = new Map<string, string>();
  let at = 0;
  while (at < text.length) {
    const head = text.slice(at, at + 4);
    if (!/^\d{4}$/.test(head)) return undefined;
    const id = head.slice(0, 2);
    const end = at + 4 + Number(head.slice(2));
    if (end === at + 4 || end > text.length || objects.has(id)) return undefined;
    objects.set(id, text.slice(at + 4, end));
    at = end;
  }
  return objects;
}
