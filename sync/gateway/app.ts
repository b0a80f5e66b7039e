import fastifySwagger from '@fastify/swagger';
import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { randomUUID } from 'node:crypto';
import { instantFromEpochMs, toLocalDate } from '#shared/kernel/instant.ts';
import type { Clock, IdSource, Scheduler } from '#shared/kernel/ports.ts';
import { describeDefect } from './gateway-logger.ts';
import { registerCrossOrigin } from './routes/cross-origin.ts';
import { registerEnrolStation } from './routes/enrol-station.ts';
import { registerFindPapers } from './routes/find-papers.ts';
import { registerGetCatalogue } from './routes/get-catalogue.ts';
import { registerGetHealth } from './routes/get-health.ts';
import { registerGetOpenapi } from './routes/get-openapi.ts';
import { INFLATED_TOO_LARGE, SMALL_BODY_BYTES } from './routes/inflate-body.ts';
import { registerLeaseFeeReceiptBook } from './routes/lease-fee-receipt-book.ts';
import { registerLeaseNumbers } from './routes/lease-numbers.ts';
import { registerListChanges } from './routes/list-changes.ts';
import { registerOpenSession } from './routes/open-session.ts';
import { registerReturnNumbers } from './routes/return-numbers.ts';
import { registerUploads } from './routes/receive-upload.ts';
import { sendProblem } from './routes/problem-reply.ts';
import { STATION } from './routes/require-station.ts';
import { registerSummariseFeeReceipts } from './routes/summarise-fee-receipts.ts';
import { registerViewFeeReceipt } from './routes/view-fee-receipt.ts';
import { registerSubmitOperations } from './routes/submit-operations.ts';
import { registerStreamChanges } from './routes/stream-changes.ts';
import { answerUnknown, registerWebHost } from './routes/web-host.ts';
import { Admission, type AdmissionPolicy } from './services/admission.ts';
import type { ProblemCode } from './services/problems.ts';
import type { ServiceDeps } from './services/service-deps.ts';
import { DatabaseUnavailable, isBadValue } from './store/database.ts';

export interface AppConfig {
  readonly version: string;
  /** Origins other than the gateway's own that may call it from a window. */
  readonly allowedOrigins: readonly string[];
  /** Built files of the browser host; undefined when there are none to serve. */
  readonly publicDir: string | undefined;
}

/** The real sources of time and ids; the only place of the gateway that reads them. */
export const systemClock: Clock = {
  now: () => instantFromEpochMs(Date.now()),
  monotonic: () => performance.now(),
  today: () => toLocalDate(instantFromEpochMs(Date.now())),
};
export const systemIds: IdSource = { next: <Id extends string>() => randomUUID() as string as Id };
export const systemScheduler: Scheduler = {
  after: (delayMs, work) => {
    const timer = setTimeout(work, delayMs);
    return () => clearTimeout(timer);
  },
};

/** The HTTP face of the gateway: every endpoint is registered in this list, by hand. */
export async function buildApp(config: AppConfig, deps: ServiceDeps, log: FastifyBaseLogger): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: SMALL_BODY_BYTES,
    exposeHeadRoutes: false,
    // Requests on open connections are still answered while the gateway stops; the listener is closed by then.
    return503OnClosing: false,
    frameworkErrors: (_error, _request, reply) => {
      sendProblem(reply, 'notFound');
    },
  });
  prepare(app);
  registerCrossOrigin(app, config.allowedOrigins);
  await registerOpenapiMaker(app, config.version);

  registerGetHealth(app, deps, config.version);
  registerGetOpenapi(app, () => app.swagger());
  registerEnrolStation(app, deps);
  registerOpenSession(app, deps, openDoor(app, deps, deps.policy.sessionAdmission));
  registerSubmitOperations(app, deps, openDoor(app, deps, deps.policy.batchAdmission));
  await app.register((scope, _options, done) => {
    registerUploads(scope, deps);
    done();
  });
  registerLeaseNumbers(app, deps);
  registerReturnNumbers(app, deps);
  registerFindPapers(app, deps);
  registerGetCatalogue(app, deps);
  registerListChanges(app, deps);
  registerStreamChanges(app, deps, systemScheduler);
  registerLeaseFeeReceiptBook(app, deps);
  registerSummariseFeeReceipts(app, deps);
  registerViewFeeReceipt(app, deps);
  if (config.publicDir !== undefined) await registerWebHost(app, config.publicDir);

  app.setNotFoundHandler(answerUnknown(config.publicDir !== undefined));
  await app.ready();
  return app;
}

function prepare(app: FastifyInstance): void {
  // Requests are read by the services' own schemas; `schema` of a route is documentation.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  app.removeContentTypeParser('text/plain');
  app.decorateRequest(STATION);
  app.setErrorHandler(answerError);
  app.addHook('onResponse', logRequest);
  letGoWhenClosing(app);
}

/** A connection on which an answer goes out while the application closes is not kept for a next request. */
function letGoWhenClosing(app: FastifyInstance): void {
  let isClosing = false;
  app.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing) reply.header('connection', 'close');
    done(null, payload);
  });
}

/** A door that shuts when the application begins to close: what is worked on is finished, what waits comes again. */
function openDoor(app: FastifyInstance, { clock }: ServiceDeps, policy: AdmissionPolicy): Admission {
  const admission = new Admission(policy, { clock, scheduler: systemScheduler });
  app.addHook('preClose', (done) => {
    admission.close();
    done();
  });
  return admission;
}

async function registerOpenapiMaker(app: FastifyInstance, version: string): Promise<void> {
  await app.register(fastifySwagger, {
    exposeHeadRoutes: true,
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Quầy Một Cửa: provincial gateway', version },
      components: { securitySchemes: { session: { type: 'http', scheme: 'bearer' } } },
    },
  });
}

/** The route's pattern, never the address itself: an address typed by hand may hold anything. */
function logRequest(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  request.log.info(
    {
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      tookMs: Math.round(reply.elapsedTime),
    },
    'request',
  );
  done();
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const code = problemFor(error);
  if (code === 'internalError') request.log.error(describeDefect(error), 'defect');
  if (code === 'databaseUnavailable') request.log.warn({ code }, 'database unavailable');
  return sendProblem(reply, code);
}

function problemFor(error: unknown): ProblemCode {
  if (error instanceof DatabaseUnavailable) return 'databaseUnavailable';
  if (isBadValue(error)) return 'malformedBody';
  if (!(error instanceof Error)) return 'internalError';
  const code = 'code' in error ? error.code : undefined;
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return 'unsupportedMediaType';
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === INFLATED_TOO_LARGE) return 'bodyTooLarge';
  const status = 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? 'malformedBody' : 'internalError';
}
