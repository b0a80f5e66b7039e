import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { isDatabaseReachable } from '#sync/gateway/services/check-health.ts';
import type { ServiceDeps } from '#sync/gateway/services/service-deps.ts';
import { describeRoute } from './describe-route.ts';

const MS_PER_SECOND = 1_000;
const healthSchema = v.object({
  status: v.picklist(['ok', 'failing', 'stopping']),
  database: v.picklist(['reachable', 'unreachable']),
  uptimeSeconds: v.pipe(v.number(), v.integer(), v.minValue(0)),
  version: v.string(),
});

/** GET /healthz: 200 while the gateway takes work; 503 with the same body when the database is away or it is stopping. */
export function registerGetHealth(app: FastifyInstance, deps: ServiceDeps, version: string): void {
  const startedMs = deps.clock.monotonic();
  const schema = describeRoute({ summary: 'Whether the gateway can work', answer: healthSchema, isPublic: true });
  let isStopping = false;
  app.addHook('preClose', (done) => {
    isStopping = true;
    done();
  });
  app.get('/healthz', { schema }, async (_request, reply) => {
    const isReachable = await isDatabaseReachable(deps);
    const status = isStopping ? 'stopping' : isReachable ? 'ok' : 'failing';
    const health: v.InferOutput<typeof healthSchema> = {
      status,
      database: isReachable ? 'reachable' : 'unreachable',
      uptimeSeconds: Math.floor((deps.clock.monotonic() - startedMs) / MS_PER_SECOND),
      version,
    };
    return reply
      .code(status === 'ok' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(health);
  });
}
