import { describe, expect, it } from 'vitest';
import type { OcrAnswer, OcrRequest } from '#renderer/platform/ocr/ocr-messages.ts';
import { createPageReader, type OcrWorker } from '#renderer/platform/ocr/page-reader.ts';
import type { RecognisedPage } from '#shared/domain/recognised-page.ts';
import { FakeClock } from '#test/fakes/fake-clock.ts';
import { VirtualScheduler } from '#test/fakes/virtual-scheduler.ts';

const PAGE: RecognisedPage = { widthPx: 10, heightPx: 10, lines: [], confidence: 0 };
const image = (name: string): Blob => new Blob([name]);
const never = (): AbortSignal => new AbortController().signal;

/** Stands where the worker stands: answers when the test says so. */
class WorkerStandIn implements OcrWorker {
  onmessage: OcrWorker['onmessage'] = null;
  onerror: OcrWorker['onerror'] = null;
  readonly asked: OcrRequest[] = [];
  isEnded = false;

  postMessage(request: OcrRequest): void {
    this.asked.push(request);
  }

  terminate(): void {
    this.isEnded = true;
  }

  answer(answer: OcrAnswer): void {
    this.onmessage?.(new MessageEvent('message', { data: answer }));
  }
}

function setUp() {
  const workers: WorkerStandIn[] = [];
  const scheduler = new VirtualScheduler(new FakeClock());
  const reader = createPageReader(scheduler, () => {
    const worker = new WorkerStandIn();
    workers.push(worker);
    return worker;
  });
  return { reader, scheduler, workers };
}

const settled = (scheduler: VirtualScheduler): Promise<void> => scheduler.advance(0);

describe('reading pages', () => {
  it('asks for one page at a time, in order, in one worker that starts with the first', async () => {
    const { reader, scheduler, workers } = setUp();
    expect(workers).toHaveLength(0);
    const readings = [reader.read(image('a'), never()), reader.read(image('bb'), never())];
    await settled(scheduler);
    expect(workers[0]?.asked.map((request) => request.image.size)).toEqual([1]);
    workers[0]?.answer({ kind: 'read', page: PAGE });
    await settled(scheduler);
    expect(workers[0]?.asked.map((request) => request.image.size)).toEqual([1, 2]);
    workers[0]?.answer({ kind: 'notAPicture' });
    expect(await Promise.all(readings)).toEqual([
      { ok: true, value: PAGE },
      { ok: false, error: { code: 'notAPicture' } },
    ]);
    expect(workers).toHaveLength(1);
  });

  it('stops at once when asked, ends the worker, and reads the next page in another', async () => {
    const { reader, scheduler, workers } = setUp();
    const stop = new AbortController();
    const readings = [reader.read(image('a'), stop.signal), reader.read(image('b'), never())];
    await settled(scheduler);
    stop.abort();
    await settled(scheduler);
    expect(await readings[0]).toMatchObject({
      ok: false,
      error: { code: 'readingStopped', details: { reason: 'asked' } },
    });
    expect(workers[0]?.isEnded).toBe(true);
    workers[1]?.answer({ kind: 'read', page: PAGE });
    expect(await readings[1]).toEqual({ ok: true, value: PAGE });
  });

  it('starts nothing for a page that was given up before its turn', async () => {
    const { reader, workers } = setUp();
    const stop = new AbortController();
    stop.abort();
    expect(await reader.read(image('a'), stop.signal)).toMatchObject({ ok: false, error: { code: 'readingStopped' } });
    expect(workers).toHaveLength(0);
  });

  it('gives a page up that takes longer than any page does', async () => {
    const { reader, scheduler, workers } = setUp();
    const reading = reader.read(image('a'), never());
    await scheduler.advance(119_000);
    expect(workers[0]?.isEnded).toBe(false);
    await scheduler.advance(1_000);
    expect(await reading).toMatchObject({ ok: false, error: { details: { reason: 'timeLimit' } } });
    expect(workers[0]?.isEnded).toBe(true);
  });

  it.each([
    [
      'the engine cannot run',
      (worker: WorkerStandIn | undefined) => worker?.answer({ kind: 'failed', name: 'Engine' }),
    ],
    ['the worker breaks', (worker: WorkerStandIn | undefined) => worker?.onerror?.(new Event('error') as ErrorEvent)],
  ])('says so when %s, and tries anew with the next page', async (_, breakDown) => {
    const { reader, scheduler, workers } = setUp();
    const reading = reader.read(image('a'), never());
    await settled(scheduler);
    breakDown(workers[0]);
    expect(await reading).toMatchObject({ ok: false, error: { code: 'readerUnavailable' } });
    expect(workers[0]?.isEnded).toBe(true);
    const next = reader.read(image('b'), never());
    await settled(scheduler);
    workers[1]?.answer({ kind: 'read', page: PAGE });
    expect(await next).toEqual({ ok: true, value: PAGE });
  });

  it('gives the memory back after half a minute without a page, or when told to rest, never in the middle of one', async () => {
    const { reader, scheduler, workers } = setUp();
    const readOne = async (index: number): Promise<void> => {
      const reading = reader.read(image('a'), never());
      await settled(scheduler);
      reader.rest();
      expect(workers[index]?.isEnded).toBe(false);
      workers[index]?.answer({ kind: 'read', page: PAGE });
      await reading;
    };
    await readOne(0);
    await scheduler.advance(29_000);
    await readOne(0);
    await scheduler.advance(29_000);
    expect(workers[0]?.isEnded).toBe(false);
    await scheduler.advance(1_000);
    expect(workers[0]?.isEnded).toBe(true);
    await readOne(1);
    reader.rest();
    expect(workers[1]?.isEnded).toBe(true);
    expect(scheduler.pending).toBe(0);
  });
});
