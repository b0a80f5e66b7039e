import { describe, expect, it } from 'vitest';
import {
  entriesFrom,
  findValue,
  firstFrom,
  firstOf,
  sizeOf,
  toSortedMap,
  withEntry,
  withoutKey,
  type SortedMap,
} from '#sync/engine/sorted-map.ts';
import { SeededRandom } from '#test/fakes/seeded-random.ts';

function keysOf(map: SortedMap<number>): string[] {
  return [...entriesFrom(map, '')].map((entry) => entry.key);
}

function checkShape(map: SortedMap<number>): number {
  if (map === null) return 0;
  const [left, right] = [checkShape(map.left), checkShape(map.right)];
  expect(Math.abs(left - right)).toBeLessThanOrEqual(1);
  expect(map.height).toBe(Math.max(left, right) + 1);
  expect(map.size).toBe(sizeOf(map.left) + sizeOf(map.right) + 1);
  return map.height;
}

describe('sorted map', () => {
  it('behaves like a sorted Map under random puts and removals, and stays balanced', () => {
    const random = new SeededRandom(7);
    const model = new Map<string, number>();
    let map: SortedMap<number> = null;
    for (let round = 0; round < 3_000; round += 1) {
      const key = String(random.below(400)).padStart(3, '0');
      if (random.next() < 0.55) {
        model.set(key, round);
        map = withEntry(map, key, round);
      } else {
        model.delete(key);
        map = withoutKey(map, key);
      }
      if (round % 300 === 0) checkShape(map);
    }
    checkShape(map);
    expect(keysOf(map)).toEqual([...model.keys()].sort());
    for (const [key, value] of model) expect(findValue(map, key)).toBe(value);
    expect(findValue(map, '999')).toBeUndefined();
  });

  it('leaves the map it started from as it was', () => {
    const before = toSortedMap([
      ['b', 2],
      ['a', 1],
      ['c', 3],
    ] as const);
    withEntry(before, 'd', 4);
    withoutKey(before, 'a');
    expect(keysOf(before)).toEqual(['a', 'b', 'c']);
    expect(withoutKey(before, 'x')).toBe(before);
  });

  it('finds the first entry from a key on', () => {
    const map = toSortedMap(['a', 'c', 'e'].map((key, index) => [key, index] as const));
    expect([firstOf(map)?.key, firstFrom(map, 'b')?.key, firstFrom(map, 'c')?.key, firstFrom(map, 'f')?.key]).toEqual([
      'a',
      'c',
      'c',
      undefined,
    ]);
    expect([...entriesFrom(map, 'b')].map((entry) => entry.key)).toEqual(['c', 'e']);
  });

  it('builds balanced maps and keeps the last of equal keys', () => {
    const map = toSortedMap(Array.from({ length: 1_000 }, (_, index) => [`${index % 500}`, index] as const));
    expect(sizeOf(map)).toBe(500);
    expect(findValue(map, '7')).toBe(507);
    expect(checkShape(map)).toBeLessThanOrEqual(9);
  });
});
