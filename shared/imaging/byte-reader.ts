/**
 * Numbers out of a file's head, big-endian unless told otherwise. Outside the bytes everything reads as 0, so that a cut
 * file never throws.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly #isLittleEndian: boolean;

  constructor(bytes: Uint8Array, isLittleEndian = false) {
    this.bytes = bytes;
    this.#isLittleEndian = isLittleEndian;
  }

  u8(at: number): number {
    return this.bytes[at] ?? 0;
  }

  u16(at: number): number {
    const [first, second] = [this.u8(at), this.u8(at + 1)];
    return this.#isLittleEndian ? second * 256 + first : first * 256 + second;
  }

  u32(at: number): number {
    const [first, second] = [this.u16(at), this.u16(at + 2)];
    return this.#isLittleEndian ? second * 65_536 + first : first * 65_536 + second;
  }

  ascii(at: number, length: number): string {
    return String.fromCharCode(...this.bytes.subarray(at, at + length));
  }
}
