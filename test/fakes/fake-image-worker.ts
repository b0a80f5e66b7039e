import type { ImageWorker } from '#renderer/platform/images/image-work-client.ts';

type Listener = NonNullable<ImageWorker['onmessage']>;
type Request = Parameters<ImageWorker['postMessage']>[0];
type Answer = Parameters<Listener>[0]['data'];

/** A worker that does nothing by itself: the test answers, fails or stops it. */
export class FakeImageWorker implements ImageWorker {
  onmessage: ImageWorker['onmessage'] = null;
  onerror: ImageWorker['onerror'] = null;
  readonly asked: Request[] = [];
  isEnded = false;

  postMessage(request: Request): void {
    this.asked.push(request);
  }

  terminate(): void {
    this.isEnded = true;
  }

  /** @param at which of the questions, from 0 */
  answer(at: number, value: unknown): void {
    this.#send({ requestId: this.asked[at]?.requestId ?? 0, kind: 'done', value } as Answer);
  }

  fail(at: number): void {
    this.#send({ requestId: this.asked[at]?.requestId ?? 0, kind: 'failed', name: 'EncodingError' });
  }

  stop(): void {
    this.onerror?.({} as ErrorEvent);
  }

  #send(data: Answer): void {
    this.onmessage?.({ data } as MessageEvent<Answer>);
  }
}
