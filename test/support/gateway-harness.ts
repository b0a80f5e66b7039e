import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Catalogue } from '#shared/domain/office.ts';
import type { Instant, LocalDate, LocalTime } from '#shared/kernel/instant.ts';
import { buildApp, systemIds, type AppConfig } from '#sync/gateway/app.ts';
import { createPino } from '#sync/gateway/gateway-logger.ts';
import { createAdmin, type GatewayAdmin } from '#sync/gateway/services/admin.ts';
import { publishCatalogue } from '#sync/gateway/services/catalogue.ts';
import { DEFAULT_POLICY, type GatewayPolicy, type ServiceDeps } from '#sync/gateway/services/service-deps.ts';
import { BlobFiles } from '#sync/gateway/store/blob-files.ts';
import { Database } from '#sync/gateway/store/database.ts';
import { FakeClock } from '#test/fakes/fake-clock.ts';
import { KeptLogger } from '#test/fakes/kept-logger.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';
import type { TestDatabases } from './test-databases.ts';
import { SAMPLE_PROCEDURE, TestStation, type Caller } from './gateway-station.ts';

export interface TestGateway {
  readonly app: FastifyInstance;
  readonly admin: GatewayAdmin;
  readonly deps: ServiceDeps;
  readonly clock: FakeClock;
  readonly logger: KeptLogger;
  readonly call: Caller;
  readonly databaseUrl: string;
  readonly blobFolder: string;
  /** A station of the agency, enrolled and with an open session. */
  newStation(agencyCode?: string): Promise<TestStation>;
  stop(): Promise<void>;
}

export interface TestGatewayOptions {
  readonly databaseUrl?: string;
  readonly blobFolder?: string;
  readonly clock?: FakeClock;
  readonly config?: Partial<AppConfig>;
  readonly policy?: Partial<GatewayPolicy>;
  readonly catalogue?: Catalogue | 'none';
}

/** Twenty minutes past two in the afternoon, Friday 20 November 2026, in Vietnam. */
export const TEST_NOW = '2026-11-20T07:20:00.000Z' as Instant;
export const SAMPLE_AGENCY = 'H99.01';

/** The gateway's application on a real database, called by injection; call `app.listen` for real connections. */
export async function openTestGateway(
  databases: TestDatabases,
  options: TestGatewayOptions = {},
): Promise<TestGateway> {
  const databaseUrl = options.databaseUrl ?? (await databases.newDatabase());
  const blobFolder = options.blobFolder ?? (await makeTemporaryFolder());
  const { clock = new FakeClock(TEST_NOW), catalogue = sampleCatalogue() } = options;
  const logger = new KeptLogger();
  const database = new Database(databaseUrl, logger, 4);
  const blobFiles = await BlobFiles.open(blobFolder, systemIds);
  const policy = { ...DEFAULT_POLICY, ...options.policy };
  const deps: ServiceDeps = { database, blobFiles, clock, ids: systemIds, logger, policy };
  if (catalogue !== 'none') await publishCatalogue(deps, catalogue);
  const config = { version: '0.0.0-test', allowedOrigins: ['app://qmc'], publicDir: undefined, ...options.config };
  const app = await buildApp(config, deps, createPino('silent'));
  const admin = createAdmin(deps);
  const call = injectCaller(app);
  return {
    ...{ app, admin, deps, clock, logger, call, databaseUrl, blobFolder },
    newStation: async (agencyCode = SAMPLE_AGENCY) => {
      const station = await TestStation.create(call, () => clock.now());
      await station.join(await admin.createEnrolmentCode(agencyCode));
      return station;
    },
    stop: async () => {
      await closeAtOnce(app);
      await database.close();
      if (options.blobFolder === undefined) await rm(blobFolder, { recursive: true, force: true });
    },
  };
}

/** Cuts connections until the last is gone: one may have been made while the others were being cut. */
async function closeAtOnce(app: FastifyInstance): Promise<void> {
  const closed = app.close().then(() => 'closed' as const);
  do app.server.closeAllConnections();
  while ((await Promise.race([closed, pause(20)])) !== 'closed');
}

function injectCaller(app: FastifyInstance): Caller {
  return async ({ method, url, headers = {}, body }) => {
    const isBytes = body instanceof Uint8Array;
    const answer = await app.inject({
      method,
      url,
      headers: { ...(body !== undefined && !isBytes ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(body === undefined ? {} : { payload: isBytes ? Buffer.from(body) : JSON.stringify(body) }),
    });
    const named = Object.entries(answer.headers).map(([name, value]) => [
      name,
      value === undefined ? value : String(value),
    ]);
    return {
      status: answer.statusCode,
      headers: Object.fromEntries(named) as Record<string, string>,
      text: answer.body,
    };
  };
}

/** A catalogue with one procedure, for an invented agency. */
export function sampleCatalogue(agencyCode = SAMPLE_AGENCY, catalogueVersion = 1): Catalogue {
  return {
    catalogueVersion,
    office: {
      agencyCode,
      kind: 'oneStopShop',
      level: 'commune',
      name: 'Bộ phận Một cửa xã Mẫu (DỮ LIỆU MẪU)',
      superiorBody: 'UBND xã Mẫu',
      provinceName: 'Tỉnh Mẫu',
      placeName: 'Xã Mẫu',
      address: 'Thôn Mẫu',
      phone: '0000',
      hotline: '0000',
      portalAddress: 'https://example.invalid',
      lookupUrlPrefix: null,
      isSample: true,
    },
    officers: [],
    sectors: [{ sectorCode: SAMPLE_PROCEDURE.sectorCode, name: 'Chứng thực' }],
    procedures: [
      {
        ...SAMPLE_PROCEDURE,
        effectiveFrom: '2026-01-01' as LocalDate,
        effectiveUntil: null,
        name: 'Chứng thực bản sao từ bản chính (DỮ LIỆU MẪU)',
        level: 'commune',
        processingTimeLimit: { kind: 'workingDays', days: 1 },
        components: [],
        setCount: 1,
        feeRates: [],
        channels: ['counter'],
        competentAuthority: 'UBND cấp xã',
        resultName: 'Bản sao được chứng thực',
        legalBasis: ['Dữ liệu mẫu'],
        source: 'Dữ liệu mẫu của kiểm thử',
        isSample: true,
      },
    ],
    workCalendar: {
      calendarVersion: 1,
      sessions: [{ from: '07:00' as LocalTime, to: '11:30' as LocalTime }],
      workingWeekdays: [1, 2, 3, 4, 5],
      holidays: [],
      swapDays: [],
      onlineCutOff: null,
    },
  };
}
