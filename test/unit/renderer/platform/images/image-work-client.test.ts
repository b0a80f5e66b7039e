import { beforeEach, describe, expect, it } from 'vitest';
import { createImageWorkClient, type ImageWorkClient } from '#renderer/platform/images/image-work-client.ts';
import { FakeClock } from '#test/fakes/fake-clock.ts';
import { FakeImageWorker } from '#test/fakes/fake-image-worker.ts';
import { VirtualScheduler } from '#test/fakes/virtual-scheduler.ts';
import { NOW } from '#test/unit/shared/domain/samples.ts';

const FILE = new Blob(['picture']);
const QUAD = [0, 1, 2, 3].map((x) => ({ x, y: x }));

let scheduler: VirtualScheduler;
let workers: FakeImageWorker[];
let client: ImageWorkClient;
beforeEach(() => {
  scheduler = new VirtualScheduler(new FakeClock(NOW));
  workers = [];
  client = createImageWorkClient(scheduler, () => {
    const worker = new FakeImageWorker();
    workers.push(worker);
    return worker;
  });
});
const worker = (at = -1): FakeImageWorker => {
  const found = workers.at(at);
  if (found === undefined) throw new Error('no worker was started');
  return found;
};

describe('image work in a worker', () => {
  it('starts one with the first question, and pairs answers with questions in any order', async () => {
    expect(workers).toHaveLength(0);
    const thumbnail = client.drawThumbnail(FILE, 160);
    const count = client.countTiffPages(FILE);
    expect(worker().asked.map(({ question }) => question.kind)).toEqual(['drawThumbnail', 'countTiffPages']);
    worker().answer(1, { ok: true, value: 7 });
    worker().answer(0, FILE);
    expect(await count).toEqual({ ok: true, value: 7 });
    expect(await thumbnail).toBe(FILE);
    expect(workers).toHaveLength(1);
    expect(scheduler.pending).toBe(0);
  });

  it('answers what does not decode with nothing, or with an error where one is promised', async () => {
    const answers = Promise.all([client.adjustPage(FILE), client.drawTiffPage(FILE, 2), client.countTiffPages(FILE)]);
    for (const at of [0, 1, 2]) worker().fail(at);
    expect(await answers).toEqual([undefined, undefined, { ok: false, error: { code: 'imageDamaged' } }]);
  });

  it('that stops is ended: what it was asked fails, and the next question starts another', async () => {
    const lost = Promise.all([client.adjustPage(FILE), client.drawThumbnail(FILE, 160)]);
    worker().stop();
    expect(await lost).toEqual([undefined, undefined]);
    expect(worker().isEnded).toBe(true);
    const next = client.straighten(FILE, QUAD as never);
    expect(workers).toHaveLength(2);
    worker().answer(0, { isBlank: false });
    expect(await next).toEqual({ isBlank: false });
  });

  it('that does not answer is ended after a minute; one that goes on answering is not', async () => {
    const first = client.adjustPage(FILE);
    const second = client.adjustPage(FILE);
    await scheduler.advance(50_000);
    worker().answer(0, { isBlank: true });
    expect(await first).toEqual({ isBlank: true });
    await scheduler.advance(50_000);
    expect(worker().isEnded).toBe(false);
    await scheduler.advance(10_000);
    expect(worker().isEnded).toBe(true);
    expect(await second).toBeUndefined();
  });
});
