import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { isDatabaseReachable } from '#sync/gateway/services/check-health.ts';
import type { ServiceDeps } from '#sync/gateway/services/service-deps.ts';
import { describeRoute } from './describe-route.ts';

const MS_PER_SECOND = 1_000;
const healthSchema = v.object({
  status: v.picklist(['ok', 'failing']),
  database: v.picklist(['reachable', 'unreachable']),
  uptimeSeconds: v.pipe(v.number(), v.integer(), v.minValue(0)),
  version: v.string(),
});

/** GET /healthz: 200 while the database answers, 503 with the same body otherwise. */
export function registerGetHealth(app: FastifyInstance, deps: ServiceDeps, version: string): void {
  const startedMs = deps.clock.monotonic();
  const schema = describeRoute({ summary: 'Whether the gateway can work', answer: healthSchema, isPublic: true });
  app.get('/healthz', { schema }, async (_request, reply) => {
    const isReachable = await isDatabaseReachable(deps);
    const health: v.InferOutput<typeof healthSchema> = {
      status: isReachable ? 'ok' : 'failing',
      database: isReachable ? 'reachable' : 'unreachable',
      uptimeSeconds: Math.floor((deps.clock.monotonic() - startedMs) / MS_PER_SECOND),
      version,
    };
    return reply
      .code(isReachable ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(health);
  });
}
