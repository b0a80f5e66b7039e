import { describe, expect, it } from 'vitest';
import type { GatewayFailure } from '#sync/ports/gateway-client.ts';
import { EventReader } from '#sync/transport/event-stream.ts';
import { HttpChangeStream } from '#sync/transport/http-change-stream.ts';
import { FakeClock } from '#test/fakes/fake-clock.ts';
import { settled, VirtualScheduler } from '#test/fakes/virtual-scheduler.ts';

function openAt(answer: (signal: AbortSignal) => Response | Promise<Response>) {
  const clock = new FakeClock();
  const scheduler = new VirtualScheduler(clock);
  const told: (number | 'opened' | GatewayFailure)[] = [];
  const requests: { readonly url: string; readonly headers: Headers }[] = [];
  const stream = new HttpChangeStream(
    {
      ...{ baseUrl: 'http://gateway.test', clock, scheduler, gzip: undefined },
      fetch: async (url, init) => {
        requests.push({ url, headers: new Headers(init.headers) });
        return answer(init.signal ?? new AbortController().signal);
      },
    },
    {
      opened: () => told.push('opened'),
      changed: (changeNumber) => told.push(changeNumber),
      ended: (failure) => told.push(failure),
    },
  );
  return { stream, told, requests, scheduler };
}

const HEADERS = { 'content-type': 'text/event-stream; charset=utf-8' };
const streamOf = (...parts: readonly string[]): Response =>
  new Response(
    new ReadableStream({
      start(controller) {
        for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
        controller.close();
      },
    }),
    { headers: HEADERS },
  );
const silence = (): Response => new Response(new ReadableStream(), { headers: HEADERS });

describe('the stream of notices over fetch', () => {
  it('[PU9] carries the session in a header and the cursor alone in the address', async () => {
    const { stream, requests } = openAt(() => streamOf(': open\n\n'));
    await stream.run(7, 'secret');
    expect(requests[0]?.url).toBe('http://gateway.test/v1/changes/stream?cursor=7');
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer secret');
  });

  it('[PU9] tells notices wherever the network cuts them, and then that it is over', async () => {
    const { stream, told } = openAt(() =>
      streamOf(
        ': open\n\nevent: cha',
        'nge\nda',
        'ta: {"changeNumber":4}\n\n: beat\n\nevent: change\r\ndata: {"changeNumber":9}\r\n\r\n',
      ),
    );
    await stream.run(0, 't');
    expect(told).toEqual(['opened', 4, 9, { code: 'unreachable' }]);
  });

  it('[PU10] takes garbage, other events and strange numbers for no notice', async () => {
    const { stream, told } = openAt(() =>
      streamOf(
        'event: other\ndata: {"changeNumber":4}\n\n',
        'event: change\ndata: {"changeNumber":"x"}\n\n',
        'event: change\ndata: <html>\n\n',
      ),
    );
    await stream.run(0, 't');
    expect(told).toEqual(['opened', { code: 'unreachable' }]);
  });

  it.each([
    [503, 'application/problem+json', 'busy'],
    [401, 'application/problem+json', 'sessionExpired'],
    [404, 'application/problem+json', 'rejected'],
    [200, 'text/html', 'notTheGateway'],
    [302, 'text/html', 'notTheGateway'],
  ] as const)('[PU10] ends with a failure on %i %s', async (status, type, code) => {
    const problemCode = status === 401 ? 'sessionExpired' : 'streamsExhausted';
    const body = JSON.stringify({ type: 'urn:qmc:problem:x', title: 'x', status, code: problemCode });
    const { stream, told } = openAt(() => new Response(body, { status, headers: { 'content-type': type } }));
    await stream.run(0, 't');
    expect(told).toMatchObject([{ code }]);
  });

  it('[PU10] gives up a stream from which nothing comes', async () => {
    const { stream, told, scheduler } = openAt(silence);
    void stream.run(0, 't');
    await settled();
    await scheduler.advance(44_000);
    expect(told).toEqual(['opened']);
    await scheduler.advance(2_000);
    expect(told).toEqual(['opened', { code: 'timedOut' }]);
  });

  it('[PU10] says nothing more once it was closed', async () => {
    const { stream, told, scheduler } = openAt(silence);
    void stream.run(0, 't');
    await settled();
    stream.close();
    await scheduler.advance(60_000);
    expect([told, scheduler.pending]).toEqual([['opened'], 0]);
  });

  it('an event without an end is not kept for ever', () => {
    const reader = new EventReader();
    expect(() => {
      for (let part = 0; part < 100; part += 1) reader.read('data: x'.repeat(100));
    }).toThrow(RangeError);
  });
});
