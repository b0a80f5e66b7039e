import type { ReadingTurn } from './reading-direction.ts';

/** A page after its image work. */
export interface AdjustedPage {
  readonly bytes: ArrayBuffer;
  /** PNG only where the page was one and was left as it is. */
  readonly mediaType: 'image/jpeg' | 'image/png';
  readonly widthPx: number;
  readonly heightPx: number;
  /** How it is to be turned to be read, where that is clear; the picture itself is not turned. */
  readonly turn: ReadingTurn;
  /** A hint to look at it; no page is dropped for it. */
  readonly isBlank: boolean;
  /** False: the page was good as it is, and these are the bytes that were given. */
  readonly isChanged: boolean;
}

/** A page of a TIFF file as a picture of its own. */
export interface DrawnPage {
  readonly bytes: ArrayBuffer;
  readonly mediaType: 'image/jpeg' | 'image/png';
}
