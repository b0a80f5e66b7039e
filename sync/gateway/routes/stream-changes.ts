import type { FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';
import * as v from 'valibot';
import type { Scheduler } from '#shared/kernel/ports.ts';
import { ChangeStreams, type StreamOutlet } from '#sync/gateway/services/change-streams.ts';
import type { ServiceDeps } from '#sync/gateway/services/service-deps.ts';
import { changeNoticeSchema } from '#sync/protocol/messages.ts';
import { describeRoute } from './describe-route.ts';
import { parseRequest } from './parse-request.ts';
import { sendProblem } from './problem-reply.ts';
import { getStation, requireStation } from './require-station.ts';

/** A station that has left this much unread has gone, or is too slow to be told at once. */
const MOST_UNREAD_BYTES = 16 * 1024;

const digits = v.pipe(v.string(), v.regex(/^\d{1,15}$/));
const cursorSchema = v.pipe(digits, v.transform(Number));

/** GET /v1/changes/stream?cursor=N (server-sent events) */
export function registerStreamChanges(app: FastifyInstance, deps: ServiceDeps, scheduler: Scheduler): void {
  const streams = new ChangeStreams(deps, scheduler, deps.policy.maxChangeStreams);
  // Before the server waits for its connections: a stream would keep it waiting.
  app.addHook('preClose', () => streams.close());
  const schema = describeRoute({
    summary: 'Stays open and sends a `change` event (this shape, as data) when there is something after the cursor',
    query: v.object({ cursor: v.optional(digits) }),
    answer: changeNoticeSchema,
  });
  app.get('/v1/changes/stream', { schema, onRequest: requireStation(deps) }, async (request, reply) => {
    const query = request.query as Readonly<Record<string, unknown>>;
    const cursor = parseRequest(cursorSchema, query['cursor'] ?? '0');
    if (!cursor.ok) return sendProblem(reply, 'badCursor');
    const station = getStation(request);
    const admitted = await streams.admit(station, cursor.value);
    if (!admitted.ok) return sendProblem(reply, admitted.error.code);
    const { readable, outlet } = createOutlet();
    readable.once('close', streams.open(station, cursor.value, outlet));
    // The connection ends with the stream: kept alive it would hold up a gateway that stops.
    reply.header('connection', 'close').header('cache-control', 'no-store').header('x-accel-buffering', 'no');
    return reply.type('text/event-stream; charset=utf-8').send(readable);
  });
}

/** Closed with the connection, whoever ends it. */
function createOutlet(): { readonly readable: Readable; readonly outlet: StreamOutlet } {
  const readable = new Readable({ read: () => undefined });
  const outlet: StreamOutlet = {
    send(text) {
      if (readable.destroyed || readable.readableEnded || readable.readableLength > MOST_UNREAD_BYTES) return false;
      readable.push(text);
      return true;
    },
    end() {
      if (!readable.destroyed && !readable.readableEnded) readable.push(null);
    },
  };
  return { readable, outlet };
}
