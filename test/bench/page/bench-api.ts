import type { Catalogue } from '#shared/domain/office.ts';
import type { ExtractionFields } from '#shared/domain/extraction/extraction.ts';
import type { RecognisedPage } from '#shared/domain/recognised-page.ts';

/** Every time in milliseconds, one of each per measured round. */
export interface AcceptFigures {
  readonly acceptMs: readonly number[];
  readonly rawPutMs: readonly number[];
  /** Bytes of one acceptance: the UTF-8 JSON of every row its transaction wrote. */
  readonly rowBytes: readonly number[];
}

/** Times in milliseconds, one of each per closed shift. */
export interface ShiftFigures {
  readonly closeMs: readonly number[];
  /** The rows of the same shift read in one go and added up in one loop. */
  readonly rawSumMs: readonly number[];
  /** Tasks over 50 ms while shifts were closed. */
  readonly longTaskMs: readonly number[];
}

/** Times in milliseconds, one of each per measured round. */
export interface CodesFigures {
  readonly decodeMs: readonly number[];
  readonly readMs: readonly number[];
  /** Of all rounds. */
  readonly texts: readonly string[];
}

/** Times in milliseconds, one of each per measured page. */
export interface CaptureFigures {
  /** The page decoded, and its bytes put raw. */
  readonly plainMs: readonly number[];
  readonly decodeMs: readonly number[];
  /** The page decoded, encoded again without any work on it, and put raw: the least that a changed page costs. */
  readonly encodedMs: readonly number[];
  /** The page adjusted by the product, hashed and stored by its unit of work. */
  readonly storedMs: readonly number[];
  /** Of that, the image work alone. */
  readonly adjustMs: readonly number[];
  readonly givenBytes: readonly number[];
  readonly storedBytes: readonly number[];
  readonly changedCount: number;
}

/** TrueType files in base64, with what each face is. */
export type OcrFonts = readonly {
  readonly descriptors: { readonly weight: string; readonly style: string };
  readonly base64: string;
}[];

export interface OcrFigures {
  readonly name: string;
  /** What was drawn. */
  readonly rows: readonly string[];
  readonly expected: ExtractionFields;
  /** What was read. */
  readonly page: RecognisedPage;
  readonly readMs: number;
}

/** What the bench page offers to the bench that drives it. */
export interface BenchApi {
  /** Makes this machine an enrolled station with a catalogue, numbers for today and so many dossiers of the past. */
  stock(catalogue: Catalogue, dossierCount: number): Promise<void>;
  measureAccept(options: {
    readonly pin: string;
    readonly warmUp: number;
    readonly measured: number;
  }): Promise<AcceptFigures>;
  measureShift(options: {
    readonly pin: string;
    readonly payments: number;
    readonly measured: number;
  }): Promise<ShiftFigures>;
  measureCodes(options: {
    readonly frames: readonly string[];
    readonly warmUp: number;
    readonly measured: number;
  }): Promise<readonly CodesFigures[]>;
  /** Each round draws a page of its own before it is measured. */
  measureCapture(options: { readonly warmUp: number; readonly measured: number }): Promise<CaptureFigures>;
  /** Pages that come in one after another, as from a feeder; none is measured. Goes on where the last call ended. */
  takePages(count: number): Promise<void>;
  measureOcr(fonts: OcrFonts): Promise<readonly OcrFigures[]>;
}

declare global {
  interface Window {
    bench?: BenchApi;
  }
}
