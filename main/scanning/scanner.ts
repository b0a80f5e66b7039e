export interface InstalledScanner {
  /** The driver's name of the device, such as `airscan:e0:Brother MFC`. */
  readonly scannerId: string;
  /** Maker and model, for the officer. */
  readonly name: string;
}

export interface ScanSettings {
  readonly scannerId: string;
  /** `duplex`: both sides of every sheet, from the feeder. */
  readonly source: 'flatbed' | 'feeder' | 'duplex';
  readonly colourMode: 'colour' | 'grey';
  /** The least: a device without this very resolution uses its next higher one. */
  readonly dpi: number;
  readonly paperSize: 'A4' | 'A5';
  /** Number of the first page of this run: 1, or the page that an earlier run did not reach. */
  readonly firstPage: number;
}

/**
 * - `noPaper`: the feeder was empty from the start
 * - `jam`, `coverOpen`, `busy` (another program or person uses it)
 * - `deviceGone`: off, unplugged or no longer known
 * - `timedOut`: it fell silent in the middle of its work
 * - `notSupported`: it has no such source, or no resolution, colour mode or glass of the size asked for
 * - `diskFull`: a page could not be written whole
 * - `ioError`: it stopped for another reason, or without saying that its work is done
 */
export type ScanFailureCode =
  | 'noPaper'
  | 'jam'
  | 'coverOpen'
  | 'busy'
  | 'deviceGone'
  | 'timedOut'
  | 'cancelled'
  | 'ioError'
  | 'diskFull'
  | 'notSupported';

export type ScanStep =
  | {
      readonly kind: 'page';
      readonly pageNumber: number;
      /** `null`: the device does not say with how many dots per inch it scans; the page then states none either. */
      readonly dpi: number | null;
      /** A complete JPEG. No two pages have the same bytes, however alike they look. */
      readonly bytes: Uint8Array;
    }
  | {
      readonly kind: 'ended';
      readonly outcome: 'done' | ScanFailureCode;
      /** The page that comes next: with it another run goes on where this one ended. */
      readonly nextPage: number;
    };

/** One run of a scanner. */
export interface ScanRun {
  /** The next page as soon as it is there, then, once and for all, how the run ended. Never rejects. */
  next(): Promise<ScanStep>;
  /** Stops the device; pages that are already out can still be taken. Resolves when it is let go. */
  cancel(): Promise<void>;
}

/** A way to get pages from paper. */
export interface Scanner {
  /** Never fails: a machine without scanner software has no scanner. May take seconds (network). */
  listScanners(): Promise<readonly InstalledScanner[]>;
  /**
   * Starts at once; everything that can go wrong is an outcome of the run. A page counts when it is whole: one that was
   * cut off is never given out, and the pages before it are never withdrawn. Nothing of a page stays on the disk.
   */
  scan(settings: ScanSettings): ScanRun;
}
