/** More than any component has pages on the screen at a time. */
const MOST_KEPT = 150;

/** Small pictures by hash, each drawn once. Those not asked for longest go first; a picture on the screen stays there. */
export class ThumbnailCache {
  readonly #draw: (hash: string) => Promise<Blob | undefined>;
  readonly #addresses = new Map<string, string>();
  readonly #drawing = new Map<string, Promise<string | undefined>>();

  constructor(draw: (hash: string) => Promise<Blob | undefined>) {
    this.#draw = draw;
  }

  /** The address of the small picture if it is there already. */
  find(hash: string): string | undefined {
    const address = this.#addresses.get(hash);
    if (address !== undefined) this.#keep(hash, address);
    return address;
  }

  /** `undefined` when there is nothing to show. */
  async read(hash: string): Promise<string | undefined> {
    const known = this.find(hash);
    if (known !== undefined) return known;
    const drawing = this.#drawing.get(hash) ?? this.#begin(hash);
    return drawing;
  }

  /** Gives all pictures back. */
  clear(): void {
    for (const address of this.#addresses.values()) URL.revokeObjectURL(address);
    this.#addresses.clear();
  }

  #begin(hash: string): Promise<string | undefined> {
    const drawing = this.#draw(hash).then((picture) => {
      this.#drawing.delete(hash);
      if (picture === undefined) return undefined;
      const address = URL.createObjectURL(picture);
      this.#keep(hash, address);
      return address;
    });
    this.#drawing.set(hash, drawing);
    return drawing;
  }

  #keep(hash: string, address: string): void {
    this.#addresses.delete(hash);
    this.#addresses.set(hash, address);
    const [oldest] = this.#addresses;
    if (this.#addresses.size <= MOST_KEPT || oldest === undefined) return;
    this.#addresses.delete(oldest[0]);
    URL.revokeObjectURL(oldest[1]);
  }
}
