import type { StationId } from '#shared/kernel/ids.ts';

/** The most stations whose turning away is remembered; the oldest are forgotten first. */
const MAX_REMEMBERED = 10_000;

/**
 * Who is next: stations take turns in the order they came, one request each, and a station that is being served waits
 * until that request is done. A station that was turned away goes before those that were not, once, so that no station
 * is turned away again and again while others come and go.
 */
export class StationTurns<Item> {
  readonly #returning = new Map<StationId, Item[]>();
  readonly #others = new Map<StationId, Item[]>();
  readonly #served = new Set<StationId>();
  readonly #turnedAway = new Set<StationId>();

  add(stationId: StationId, item: Item): void {
    const line = (this.#returning.get(stationId) ?? this.#others.get(stationId))?.push(item);
    if (line === undefined) this.#lineFor(stationId).set(stationId, [item]);
  }

  noteTurnedAway(stationId: StationId): void {
    this.#turnedAway.add(stationId);
    const [oldest] = this.#turnedAway;
    if (this.#turnedAway.size > MAX_REMEMBERED && oldest !== undefined) this.#turnedAway.delete(oldest);
  }

  /** The next item that may be served; its station is busy until `finish`. */
  takeNext(): Item | undefined {
    return this.#takeFrom(this.#returning) ?? this.#takeFrom(this.#others);
  }

  finish(stationId: StationId): void {
    this.#served.delete(stationId);
  }

  remove(stationId: StationId, item: Item): void {
    for (const lines of [this.#returning, this.#others]) {
      const line = lines.get(stationId);
      const rest = line?.filter((candidate) => candidate !== item);
      if (rest === undefined) continue;
      if (rest.length === 0) lines.delete(stationId);
      else lines.set(stationId, rest);
    }
  }

  /** Everything that waits, and nothing waits any more. */
  takeAll(): Item[] {
    const all = [...this.#returning.values(), ...this.#others.values()].flat();
    this.#returning.clear();
    this.#others.clear();
    return all;
  }

  #lineFor(stationId: StationId): Map<StationId, Item[]> {
    return this.#turnedAway.has(stationId) ? this.#returning : this.#others;
  }

  /** Maps keep the order of insertion: the first key has waited longest. At most as many are passed over as are served. */
  #takeFrom(lines: Map<StationId, Item[]>): Item | undefined {
    for (const [stationId, line] of lines) {
      if (this.#served.has(stationId)) continue;
      const item = line.shift();
      lines.delete(stationId);
      this.#turnedAway.delete(stationId);
      this.#served.add(stationId);
      if (line.length > 0) this.#others.set(stationId, line);
      return item;
    }
    return undefined;
  }
}
