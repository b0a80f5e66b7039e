const KIB = 1024;
export const SMALLEST_PART_BYTES = 64 * KIB;
const LARGEST_BYTES = 4 * 1024 * KIB;
const FIRST_BYTES = 1024 * KIB;
/** Long enough that the round trip between two parts does not count, short enough that a pause comes soon. */
const TARGET_MS = 4_000;

/**
 * How many bytes of an upload go in one request. Learnt from how long parts take, and kept from one upload to the next.
 * Nothing that has arrived is lost when a part is cut, so this is about pauses and time-outs, not about losses.
 */
export class PartSize {
  #bytes = FIRST_BYTES;

  get bytes(): number {
    return this.#bytes;
  }

  /** A part of `sentBytes` was acknowledged after `tookMs`. */
  noteSent(sentBytes: number, tookMs: number): void {
    const wanted = (sentBytes / Math.max(tookMs, 1)) * TARGET_MS;
    // No jump on the word of one part: the last one of a scan may be tiny.
    this.#bytes = bound(Math.min(wanted, this.#bytes * 2));
  }

  noteFailed(): void {
    this.#bytes = bound(this.#bytes / 2);
  }
}

function bound(bytes: number): number {
  return Math.floor(Math.min(Math.max(bytes, SMALLEST_PART_BYTES), LARGEST_BYTES));
}
