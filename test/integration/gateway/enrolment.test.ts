import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantFromEpochMs, MS_PER_DAY, toEpochMs } from '#shared/kernel/instant.ts';
import {
  openTestGateway,
  SAMPLE_AGENCY,
  type TestGateway,
  type TestGatewayOptions,
} from '#test/support/gateway-harness.ts';
import { TestDatabases } from '#test/support/test-databases.ts';
import { newId, parse, TestStation, type CallAnswer } from '#test/support/gateway-station.ts';

const MS_PER_HOUR = MS_PER_DAY / 24;

describe('enrolment and sessions', () => {
  const databases = TestDatabases.forFile();
  let gateway: TestGateway;
  const open = async (options: TestGatewayOptions = {}): Promise<void> => {
    gateway = await openTestGateway(databases, options);
  };
  beforeEach(() => open());
  afterEach(() => gateway.stop());

  const newStation = (): Promise<TestStation> => TestStation.create(gateway.call, () => gateway.clock.now());
  const enrol = async (station: TestStation, code: string): Promise<CallAnswer> =>
    gateway.call({ method: 'POST', url: '/v1/stations', body: await station.enrolRequest(code) });
  const openSession = (body: unknown): Promise<CallAnswer> =>
    gateway.call({ method: 'POST', url: '/v1/sessions', body });
  const problemOf = (answer: CallAnswer): unknown => {
    expect(answer.headers['content-type']).toContain('application/problem+json');
    const problem = JSON.parse(answer.text) as Record<string, unknown>;
    expect(problem).toMatchObject({ status: answer.status, type: `urn:qmc:problem:${String(problem['code'])}` });
    return problem['code'];
  };

  it('enrols a station with a code, also when the code is typed in small letters without the dash', async () => {
    const code = await gateway.admin.createEnrolmentCode(SAMPLE_AGENCY);
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    const answer = await enrol(await newStation(), ` ${code.replace('-', ' ').toLowerCase()}`);
    expect(parse(answer, 201)).toMatchObject({ agencyCode: SAMPLE_AGENCY, stationName: 'Quầy 1 (DỮ LIỆU MẪU)' });
  });

  it('gives the same answer for the same code and key, however often and at once', async () => {
    const code = await gateway.admin.createEnrolmentCode(SAMPLE_AGENCY);
    const station = await newStation();
    const answers = await Promise.all(Array.from({ length: 8 }, () => enrol(station, code)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect((await gateway.admin.summary()).stations).toBe(1);
  });

  it('refuses a used code to another key, and an unknown or old code to anybody', async () => {
    const code = await gateway.admin.createEnrolmentCode(SAMPLE_AGENCY);
    await enrol(await newStation(), code);
    expect(problemOf(await enrol(await newStation(), code))).toBe('enrolmentCodeUsed');
    expect(problemOf(await enrol(await newStation(), 'AAAA-AAAA'))).toBe('enrolmentCodeUnknown');
    const old = await gateway.admin.createEnrolmentCode(SAMPLE_AGENCY);
    gateway.clock.advance(7 * MS_PER_DAY);
    expect(problemOf(await enrol(await newStation(), old))).toBe('enrolmentCodeUnknown');
  });

  it('gives one station when two keys race for one code', async () => {
    const code = await gateway.admin.createEnrolmentCode(SAMPLE_AGENCY);
    const stations = await Promise.all([newStation(), newStation(), newStation()]);
    const answers = await Promise.all(stations.map((station) => enrol(station, code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('refuses a key that is not a point of the curve', async () => {
    const code = await gateway.admin.createEnrolmentCode(SAMPLE_AGENCY);
    const publicKey = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) };
    const body = { enrolmentCode: code, stationName: 'Quầy 1', publicKey };
    expect(problemOf(await gateway.call({ method: 'POST', url: '/v1/stations', body }))).toBe('malformedBody');
  });

  it('opens a session for a signed request and lets its token in until it expires', async () => {
    const station = await gateway.newStation();
    const url = '/v1/changes';
    expect((await station.call({ method: 'GET', url })).status).toBe(200);
    gateway.clock.advance(12 * MS_PER_HOUR);
    expect(problemOf(await station.call({ method: 'GET', url }))).toBe('sessionExpired');
    await station.openSession();
    expect((await station.call({ method: 'GET', url })).status).toBe(200);
  });

  it('asks for a session on every other address', async () => {
    const calls = [
      ['POST', '/v1/operations'],
      ['POST', '/v1/uploads'],
      ['PATCH', `/v1/uploads/${'a'.repeat(64)}`],
      ['POST', '/v1/leases'],
      ['GET', '/v1/catalogue'],
      ['GET', '/v1/changes'],
    ] as const;
    for (const [method, url] of calls) {
      for (const headers of [{}, { authorization: 'Bearer' }, { authorization: `Bearer ${'0'.repeat(64)}` }]) {
        const answer = await gateway.call({ method, url, headers });
        expect([url, answer.status, problemOf(answer)]).toEqual([url, 401, 'sessionExpired']);
      }
    }
    expect((await gateway.call({ method: 'HEAD', url: `/v1/uploads/${'a'.repeat(64)}` })).status).toBe(401);
  });

  it('tolerates a clock that is wrong by less than a day, and says so when it is more', async () => {
    const station = await gateway.newStation();
    const offBy = (ms: number): string => instantFromEpochMs(toEpochMs(gateway.clock.now()) + ms);
    for (const ms of [-23 * MS_PER_HOUR, 23 * MS_PER_HOUR]) {
      expect((await openSession(await station.sessionRequest({ issuedAt: offBy(ms) }))).status).toBe(201);
    }
    for (const ms of [-25 * MS_PER_HOUR, 25 * MS_PER_HOUR]) {
      const answer = await openSession(await station.sessionRequest({ issuedAt: offBy(ms) }));
      expect(problemOf(answer)).toBe('clockOutOfRange');
      expect(JSON.parse(answer.text)).toMatchObject({ detail: gateway.clock.now() });
    }
  });

  it('accepts one session request once, also when it comes twice at the same moment', async () => {
    const station = await gateway.newStation();
    const request = await station.sessionRequest();
    const answers = await Promise.all([openSession(request), openSession(request), openSession(request)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(problemOf(await openSession(request))).toBe('sessionReplayed');
    gateway.clock.advance(23 * MS_PER_HOUR);
    await openSession(await station.sessionRequest());
    expect(problemOf(await openSession(request))).toBe('sessionReplayed');
  });

  it('refuses a station it does not know and a signature of another key', async () => {
    const station = await gateway.newStation();
    const other = await gateway.newStation();
    expect(problemOf(await openSession(await station.sessionRequest({ stationId: newId() })))).toBe('enrolmentInvalid');
    const forged = await other.sessionRequest({ stationId: station.stationId });
    expect(problemOf(await openSession(forged))).toBe('enrolmentInvalid');
    const signed = await station.sessionRequest();
    expect(problemOf(await openSession({ ...signed, nonce: 'another' }))).toBe('enrolmentInvalid');
    expect(problemOf(await openSession({ ...signed, signature: 'AAAA' }))).toBe('enrolmentInvalid');
  });

  it('keeps a blocked station out, with a session or without, until it is unblocked', async () => {
    const code = await gateway.admin.createEnrolmentCode(SAMPLE_AGENCY);
    const station = await newStation();
    await station.join(code);
    expect(await gateway.admin.blockStation(station.stationId)).toEqual({ ok: true, value: undefined });
    expect(problemOf(await station.call({ method: 'GET', url: '/v1/changes' }))).toBe('stationBlocked');
    expect(problemOf(await openSession(await station.sessionRequest()))).toBe('stationBlocked');
    expect(problemOf(await enrol(station, code))).toBe('stationBlocked');
    await gateway.admin.unblockStation(station.stationId);
    expect((await station.call({ method: 'GET', url: '/v1/changes' })).status).toBe(200);
    expect(await gateway.admin.blockStation(newId())).toEqual({ ok: false, error: { code: 'unknownStation' } });
  });

  it('names the place of a fault in a body and never repeats the value', async () => {
    const answer = await gateway.call({
      method: 'POST',
      url: '/v1/stations',
      body: { enrolmentCode: 'X', stationName: 'Quầy', publicKey: { kty: 'EC', crv: 'P-256', x: 'bí mật', y: '' } },
    });
    expect(problemOf(answer)).toBe('malformedBody');
    expect(JSON.parse(answer.text)).toMatchObject({ detail: 'publicKey.x' });
    expect(answer.text).not.toContain('bí mật');
  });

  it('refuses text that the database cannot hold', async () => {
    const code = await gateway.admin.createEnrolmentCode(SAMPLE_AGENCY);
    const station = await newStation();
    const body = { ...(await station.enrolRequest(code)), stationName: 'Quầy\u0000' };
    expect(problemOf(await gateway.call({ method: 'POST', url: '/v1/stations', body }))).toBe('malformedBody');
    expect((await enrol(station, code)).status).toBe(201);
    const longNonce = await station.sessionRequest({ stationId: newId(), nonce: 'n'.repeat(20_000) });
    expect((await openSession(longNonce)).status).toBe(403);
  });
});
