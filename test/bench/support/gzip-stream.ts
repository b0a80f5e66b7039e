import { request as httpRequest, createServer } from 'node:http';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { listenLocally, type LocalServer } from './local-server.ts';

/** Reads whatever it is sent to the end and says so. */
export async function startByteSink(): Promise<LocalServer> {
  const server = createServer((request, reply) => {
    request.resume();
    request.on('end', () => reply.end('{}'));
  });
  return listenLocally(server);
}

/** Milliseconds that one gzip stream of `text` takes, from the first byte to the answer. */
export async function sendOneStream(url: string, text: string): Promise<number> {
  const startedMs = performance.now();
  const call = httpRequest(url, { method: 'POST', agent: false });
  const answered = once(call, 'response');
  await pipeline(Readable.from(slices(text)), createGzip(), call);
  const [answer] = (await answered) as [Readable];
  answer.resume();
  await once(answer, 'end');
  return performance.now() - startedMs;
}

function* slices(text: string): Generator<string> {
  const SLICE = 64 * 1024;
  for (let at = 0; at < text.length; at += SLICE) yield text.slice(at, at + SLICE);
}
