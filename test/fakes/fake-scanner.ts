import type {
  InstalledScanner,
  ScanFailureCode,
  Scanner,
  ScanRun,
  ScanSettings,
  ScanStep,
} from '#main/scanning/scanner.ts';

/** How the paper in the fake ends: `silent` gives nothing more until it is cancelled; a hang is `timedOut`. */
export type FakeEnd = 'done' | 'silent' | ScanFailureCode;

/** A scanner with a feeder. Pages and troubles are laid in by the test; everything it was asked for can be read. */
export class FakeScanner implements Scanner {
  scanners: readonly InstalledScanner[] = [{ scannerId: 'fake:0', name: 'Máy quét mẫu' }];
  readonly asked: ScanSettings[] = [];
  /** As of a device without a resolution. */
  isDpiUnknown = false;
  #sheets = 0;
  #end: FakeEnd = 'done';
  #runs = 0;

  /** @param sheets that come out before `end` */
  load(sheets: number, end: FakeEnd = 'done'): void {
    this.#sheets = sheets;
    this.#end = end;
  }

  listScanners(): Promise<readonly InstalledScanner[]> {
    return Promise.resolve(this.scanners);
  }

  scan(settings: ScanSettings): ScanRun {
    this.asked.push(settings);
    this.#runs += 1;
    const end = this.#endFor(settings);
    return new FakeRun(
      settings.firstPage,
      this.#pagesFor(settings, end),
      end,
      this.#runs,
      this.isDpiUnknown ? null : settings.dpi,
    );
  }

  #endFor(settings: ScanSettings): FakeEnd {
    if (!this.scanners.some(({ scannerId }) => scannerId === settings.scannerId)) return 'deviceGone';
    if (settings.source === 'duplex' || settings.dpi > 1200) return 'notSupported';
    return settings.source === 'feeder' && this.#end === 'done' && this.#sheets === 0 ? 'noPaper' : this.#end;
  }

  #pagesFor(settings: ScanSettings, end: FakeEnd): number {
    if (end === 'deviceGone' || end === 'notSupported') return 0;
    return settings.source === 'flatbed' && end === 'done' ? 1 : this.#sheets;
  }
}

class FakeRun implements ScanRun {
  #next: number;
  readonly #lastPage: number;
  readonly #run: number;
  readonly #dpi: number | null;
  #end: FakeEnd;
  #wake: () => void = () => undefined;

  constructor(firstPage: number, pages: number, end: FakeEnd, run: number, dpi: number | null) {
    this.#dpi = dpi;
    this.#next = firstPage;
    this.#lastPage = firstPage + pages - 1;
    this.#end = end;
    this.#run = run;
  }

  async next(): Promise<ScanStep> {
    if (this.#next <= this.#lastPage) {
      this.#next += 1;
      return { kind: 'page', pageNumber: this.#next - 1, dpi: this.#dpi, bytes: fakePage(this.#run, this.#next - 1) };
    }
    if (this.#end === 'silent') {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      return this.next();
    }
    return { kind: 'ended', outcome: this.#end, nextPage: this.#next };
  }

  cancel(): Promise<void> {
    if (this.#end === 'silent') this.#end = 'cancelled';
    this.#wake();
    return Promise.resolve();
  }
}

/** The shortest JPEG there is: one grey square of 8 pixels, with a comment of its own. */
function fakePage(run: number, page: number): Uint8Array {
  const comment = new TextEncoder().encode(`${String(run)} ${String(page)}`);
  const quantisation = [0xff, 0xdb, 0, 67, 0, ...Array.from({ length: 64 }, () => 1)];
  const frame = [0xff, 0xc0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0];
  const table = (kind: number): number[] => [0xff, 0xc4, 0, 20, kind, 1, ...Array.from({ length: 15 }, () => 0), 0];
  const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x3f];
  const head = [0xff, 0xd8, 0xff, 0xfe, 0, comment.length + 2, ...comment];
  return Uint8Array.from([...head, ...quantisation, ...frame, ...table(0), ...table(0x10), ...scan, 0xff, 0xd9]);
}
