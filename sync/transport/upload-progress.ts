/**
 * What the client remembers of one upload from one attempt to the next.
 *
 * A question leaves nothing behind at the gateway. Were it asked anew before every part, a link that loses every second
 * request would answer each question and lose each part, for ever. So what was told twice, with a lost part in between,
 * is believed: the part is repeated until the gateway has answered it, with its receipt or with a refusal of the place.
 */
export class UploadProgress {
  /** The gateway has verified the operation of the upload and keeps it beside the bytes. */
  isAnnounced = false;
  /** The gateway has the scan; only its operation is still to be told. */
  isStored = false;
  #offset: number | undefined;
  #isToldTwice = false;

  /** From where to send without asking first; `undefined` = ask. */
  get certainOffset(): number | undefined {
    return this.#isToldTwice ? this.#offset : undefined;
  }

  /** The gateway was asked and is at `offset`. */
  noteTold(offset: number): void {
    this.#isToldTwice = offset === this.#offset;
    this.#offset = offset;
  }

  /** The gateway has acknowledged a part that ends at `offset`. */
  noteAcknowledged(offset: number): void {
    this.#isToldTwice = false;
    this.#offset = offset;
  }

  /** The gateway is elsewhere than we thought: it is asked from the start. */
  forget(): void {
    this.isAnnounced = false;
    this.isStored = false;
    this.#isToldTwice = false;
    this.#offset = undefined;
  }
}
