import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import {
  makeReceiptPage,
  makeUnknownReceiptPage,
  RECEIPT_PAGE_POLICY,
} from '#sync/gateway/services/fee-receipt-page.ts';
import type { ServiceDeps } from '#sync/gateway/services/service-deps.ts';
import { describeRoute } from './describe-route.ts';
import { parseRequest } from './parse-request.ts';

const pathSchema = v.object({ token: v.string() });

/** GET /bien-lai/{token}: the one page for citizens. Whoever has the address sees the receipt, so no address is kept. */
export function registerViewFeeReceipt(app: FastifyInstance, deps: ServiceDeps): void {
  const schema = describeRoute({
    summary: 'The page of one fee receipt for its payer (HTML, also where there is none)',
    path: pathSchema,
    answer: v.string(),
    isPublic: true,
  });
  app.get('/bien-lai/:token', { schema }, async (request, reply) => {
    const path = parseRequest(pathSchema, request.params);
    const found = path.ok ? await makeReceiptPage(deps, path.value.token) : undefined;
    reply.headers({
      'content-security-policy': RECEIPT_PAGE_POLICY,
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow, noarchive',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    reply.code(found === undefined ? 404 : 200).type('text/html; charset=utf-8');
    return reply.send(found ?? makeUnknownReceiptPage());
  });
}
