/** A paper as a file. */
export interface RenderedPaper {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly pageCount: number;
  /** Characters of the content that were printed as a box because the fonts lack them; each once, sorted. */
  readonly missingGlyphs: readonly string[];
}
