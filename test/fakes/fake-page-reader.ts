import type { PageReader } from '#renderer/workflows/workflow-deps.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import { err } from '#shared/kernel/result.ts';

type Reading = Awaited<ReturnType<PageReader['read']>>;

/** Reads what the test says is there. Until it says something, a reader that cannot run on this machine. */
export class FakePageReader implements PageReader {
  readonly asked: { readonly mediaType: string; readonly turnedBy: ScannedPage['turnedBy'] }[] = [];
  rests = 0;
  /** @param place of the page among those asked for, from 0 */
  answer: (place: number) => Reading | Promise<Reading> = () => err({ code: 'readerUnavailable' });
  #last: Promise<unknown> = Promise.resolve();

  read(image: Blob, signal: AbortSignal, turnedBy: ScannedPage['turnedBy'] = 0): Promise<Reading> {
    const stopped: Reading = err({ code: 'readingStopped', details: { reason: 'asked' } });
    const reading = this.#last.then(async (): Promise<Reading> => {
      if (signal.aborted) return stopped;
      this.asked.push({ mediaType: image.type, turnedBy });
      const given = new Promise<Reading>((resolve) => {
        signal.addEventListener('abort', () => {
          resolve(stopped);
        });
      });
      return Promise.race([given, this.answer(this.asked.length - 1)]);
    });
    this.#last = reading;
    return reading;
  }

  rest(): void {
    this.rests += 1;
  }
}
