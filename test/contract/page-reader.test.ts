import type { OcrRequest } from '#renderer/platform/ocr/ocr-messages.ts';
import { createPageReader, type OcrWorker } from '#renderer/platform/ocr/page-reader.ts';
import type { RecognisedPage } from '#shared/domain/recognised-page.ts';
import { ok } from '#shared/kernel/result.ts';
import { FakeClock } from '#test/fakes/fake-clock.ts';
import { FakePageReader } from '#test/fakes/fake-page-reader.ts';
import { VirtualScheduler } from '#test/fakes/virtual-scheduler.ts';
import { describePageReader } from './page-reader.contract.ts';

describePageReader('the product’s, over a worker that the test answers for', () => {
  const asked: OcrRequest[] = [];
  let last: OcrWorker | undefined;
  const reader = createPageReader(new VirtualScheduler(new FakeClock()), () => {
    last = {
      onmessage: null,
      onerror: null,
      postMessage: (request) => asked.push(request),
      terminate: () => undefined,
    };
    return last;
  });
  return {
    reader,
    begun: () => asked.map(({ turnedBy }) => turnedBy),
    answer: (page) => last?.onmessage?.(new MessageEvent('message', { data: { kind: 'read', page } })),
  };
});

describePageReader('the fake', () => {
  const reader = new FakePageReader();
  let tell: (page: RecognisedPage) => void = () => undefined;
  reader.answer = () =>
    new Promise((resolve) => {
      tell = (page) => {
        resolve(ok(page));
      };
    });
  return {
    reader,
    begun: () => reader.asked.map(({ turnedBy }) => turnedBy),
    answer: (page) => {
      tell(page);
    },
  };
});
