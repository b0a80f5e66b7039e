import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { NoticeId } from '#shared/kernel/ids.ts';
import { MS_PER_DAY, MS_PER_MINUTE } from '#shared/kernel/instant.ts';
import type { Scheduler } from '#shared/kernel/ports.ts';
import { HttpNoticeSender } from '#sync/gateway/services/notices/http-notice-sender.ts';
import { systemScheduler } from '#sync/gateway/app.ts';
import { NoticeDispatch } from '#sync/gateway/services/notices/notice-dispatch.ts';
import { SENDING_LEASE_MS, type NoticeSenders } from '#sync/gateway/services/notices/notice-sender.ts';
import { SmtpNoticeSender, type SmtpSettings } from '#sync/gateway/services/notices/smtp-notice-sender.ts';
import { startGateway } from '#sync/gateway/start-gateway.ts';
import type { NoticeOverview } from '#sync/gateway/store/notices-store.ts';
import { openTestGateway, TEST_NOW, type TestGateway } from '#test/support/gateway-harness.ts';
import { newId, type TestStation } from '#test/support/gateway-station.ts';
import { MailHouse } from '#test/support/mail-house.ts';
import { MAILBOX, MOBILE, newNotice, noticeNews, PostHouse, sendNotice, smtpTo } from '#test/support/notice-room.ts';
import { makeTemporaryFolder } from '#test/support/temporary-folder.ts';
import { TestDatabases } from '#test/support/test-databases.ts';
import { ownCertificate } from '#test/support/own-certificate.ts';

describe('notices at the gateway', () => {
  const databases = TestDatabases.forFile();
  let gateway: TestGateway;
  let station: TestStation;
  let dossier: Dossier;
  let house: MailHouse;
  // One database for all: each test has a station and a dossier of its own, and begins without notices.
  beforeAll(async () => {
    gateway = await openTestGateway(databases);
  });
  afterAll(() => gateway.stop());
  beforeEach(async () => {
    gateway.clock.setWall(TEST_NOW);
    await gateway.deps.database.query('DELETE FROM notices');
    station = await gateway.newStation();
    await station.stockNumbers(2);
    dossier = station.newDossier();
    await station.send([station.acceptDossier(dossier)]);
    house = await MailHouse.open();
  });
  afterEach(() => house.close());

  const mailTo = (port = house.port, changes: Partial<SmtpSettings> = {}): NoticeSenders => ({
    email: new SmtpNoticeSender(smtpTo(port, changes)),
  });
  const dispatch = (senders = mailTo(), at = gateway): NoticeDispatch => new NoticeDispatch(at.deps, senders);
  const ask = async (notice: Notice = newNotice(dossier)): Promise<Notice> => {
    expect(await station.send([sendNotice(station, notice)])).toMatchObject([{ outcome: 'accepted' }]);
    return notice;
  };
  /** `sent`, `queued tryLater` …, in no order of their own. */
  const states = async () => (await gateway.admin.listNotices()).map(describeState).sort();
  const describeState = ({ state, lastError }: NoticeOverview): string =>
    lastError === null ? state : `${state} ${lastError}`;
  const messageIds = () => house.mails.map(({ headers }) => headers.get('message-id'));

  it('[NT4] [NT5] are sent once, say what the citizen needs and nothing about a person, and the station is told', async () => {
    const notice = newNotice(dossier);
    const operation = sendNotice(station, notice);
    await station.send([operation]);
    expect(await dispatch().sendDue()).toBe(1);
    expect(await station.send([operation])).toMatchObject([{ outcome: 'alreadyAccepted' }]);
    expect(await dispatch().sendDue()).toBe(0);
    const [mail] = house.mails;
    expect(house.mails).toHaveLength(1);
    expect(mail?.recipients).toEqual([MAILBOX]);
    const subject = `[DỮ LIỆU MẪU] Đã tiếp nhận hồ sơ ${dossier.dossierCode}, hẹn trả kết quả ngày 20/11/2026`;
    expect(mail?.headers.get('subject')).toBe(subject);
    expect(mail?.headers.get('message-id')).toBe(`<notice-${notice.noticeId}@tinh.example>`);
    expect(mail?.text).toContain(`Mã hồ sơ: ${dossier.dossierCode}\nThủ tục: ${dossier.procedureName}`);
    expect(mail?.text).toContain(`Tra cứu: https://tracuu.mau.example/${dossier.dossierCode}\n`);
    for (const personal of ['Lò Thị Mẫu', '011190000001', 'Bản Mẫu']) expect(mail?.text).not.toContain(personal);
    expect(await noticeNews(station)).toMatchObject([{ noticeId: notice.noticeId, state: 'sent', failureCode: null }]);
    expect(JSON.stringify(gateway.logger.lines)).not.toMatch(/thu\.example|lo\.thi/);
  });

  it('[NT6] try again, later each time, when a server can take none now; the station is told once', async () => {
    const notice = await ask();
    house.answers.push({ at: 'message', status: 451 }, { at: 'recipient', status: 450 });
    expect(await dispatch().sendDue()).toBe(1);
    expect(await dispatch().sendDue()).toBe(0);
    gateway.clock.advance(MS_PER_MINUTE);
    expect(await dispatch().sendDue()).toBe(1);
    gateway.clock.advance(MS_PER_MINUTE);
    expect(await dispatch().sendDue()).toBe(0);
    gateway.clock.advance(MS_PER_MINUTE);
    expect(await dispatch().sendDue()).toBe(1);
    expect(messageIds()).toEqual([`<notice-${notice.noticeId}@tinh.example>`]);
    expect(await noticeNews(station)).toMatchObject([
      { state: 'queued', failureCode: 'tryLater' },
      { state: 'sent', failureCode: null },
    ]);
  });

  it('[NT7] end when the address or the message is refused for good, and the station is told why', async () => {
    const refused = await ask();
    house.answers.push({ at: 'recipient', status: 550 });
    expect(await dispatch().sendDue()).toBe(1);
    const unwanted = await ask();
    house.answers.push({ at: 'message', status: 554 });
    expect(await dispatch().sendDue()).toBe(1);
    gateway.clock.advance(MS_PER_DAY);
    expect(await dispatch().sendDue()).toBe(0);
    expect(await noticeNews(station)).toMatchObject([
      { noticeId: refused.noticeId, state: 'failed', failureCode: 'addressRefused' },
      { noticeId: unwanted.noticeId, state: 'failed', failureCode: 'messageRefused' },
    ]);
  });

  it('[NT7] wait while it is the province’s own account or address that is refused', async () => {
    await ask();
    house.answers.push({ at: 'sender', status: 550 });
    await dispatch().sendDue();
    expect(await states()).toEqual(['queued senderRefused']);
    const guarded = await MailHouse.open({
      allowInsecureAuth: true,
      authOptional: false,
      disabledCommands: ['STARTTLS'],
      onAuth: (_auth, _session, done) => {
        done(new Error('not known'));
      },
    });
    gateway.clock.advance(MS_PER_DAY);
    await dispatch(mailTo(guarded.port, { login: { user: 'tinh', password: 'sai' } })).sendDue();
    await guarded.close();
    expect(await states()).toEqual(['queued loginRefused']);
  });

  it('[NT5] are sent again, as the same message, when the gateway dies while the server holds its answer', async () => {
    const notice = await ask();
    house.answers.push({ at: 'hold' });
    const dying = dispatch().sendDue();
    await house.held;
    const second = await openTestGateway(databases, {
      databaseUrl: gateway.databaseUrl,
      clock: gateway.clock,
      catalogue: 'none',
    });
    expect(await dispatch(mailTo(), second).sendDue()).toBe(0);
    gateway.clock.advance(SENDING_LEASE_MS);
    expect(await dispatch(mailTo(), second).sendDue()).toBe(1);
    await second.stop();
    expect(messageIds()).toEqual(Array(2).fill(`<notice-${notice.noticeId}@tinh.example>`));
    // What the dead one still thinks of its try changes nothing any more.
    await house.close();
    await dying;
    expect(await states()).toEqual(['sent']);
    expect(await noticeNews(station)).toMatchObject([{ state: 'sent' }]);
  });

  it('[NT4] are sent once each by several processes side by side', async () => {
    const notices = Array.from({ length: 12 }, () => newNotice(dossier));
    await station.send(notices.map((notice) => sendNotice(station, notice)));
    const tries = await Promise.all([dispatch(), dispatch(), dispatch()].map((one) => one.sendDue()));
    expect(tries.reduce((sum, count) => sum + count, 0)).toBe(12);
    expect(messageIds().sort()).toEqual(notices.map(({ noticeId }) => `<notice-${noticeId}@tinh.example>`).sort());
  });

  it('[NT8] wait while the province has not set up the channel, for a week; the station is told each thing once', async () => {
    await ask();
    await dispatch({}).sendDue();
    await dispatch({}).sendDue();
    expect(await noticeNews(station)).toMatchObject([{ state: 'queued', failureCode: 'channelNotConfigured' }]);
    await dispatch().sendDue();
    expect(house.mails).toHaveLength(1);
    await ask();
    gateway.clock.advance(7 * MS_PER_DAY + 1);
    await dispatch().sendDue();
    expect(house.mails).toHaveLength(1);
    expect(await noticeNews(station)).toMatchObject([
      { state: 'queued' },
      { state: 'sent', failureCode: null },
      { state: 'failed', failureCode: 'tooLate' },
    ]);
  });

  it('[NT9] give way to the one that is sent in their place, unless they have left already', async () => {
    const wrong = await ask(newNotice(dossier, { to: 'nguoi.khac@thu.example' }));
    await ask(newNotice(dossier, { replaces: wrong.noticeId }));
    await dispatch().sendDue();
    expect(house.mails.map(({ recipients }) => recipients)).toEqual([[MAILBOX]]);
    const [sent] = (await gateway.admin.listNotices()).filter(({ state }) => state === 'sent');
    await ask(newNotice(dossier, { to: 'sau@thu.example', replaces: sent?.noticeId ?? newId<NoticeId>() }));
    await dispatch().sendDue();
    expect(await states()).toEqual(['replaced', 'sent', 'sent']);
  });

  it('[NT10] go nowhere without TLS that can be trusted, and arrive where it can', async () => {
    await ask();
    await dispatch(mailTo(house.port, { tls: 'required' })).sendDue();
    expect(await states()).toEqual(['queued notSecure']);
    const own = ownCertificate();
    const secure = await MailHouse.open({ ...own, disabledCommands: ['AUTH'] });
    gateway.clock.advance(MS_PER_DAY);
    await dispatch(mailTo(secure.port, { tls: 'required' })).sendDue();
    expect(await states()).toEqual(['queued notSecure']);
    gateway.clock.advance(MS_PER_DAY);
    await dispatch(mailTo(secure.port, { tls: 'required', trusted: own.cert })).sendDue();
    await secure.close();
    expect([...house.mails, ...secure.mails].map(({ isSecure }) => isSecure)).toEqual([true]);
  });

  it('[NT11] by SMS are posted to the province’s service, in one message of plain letters', async () => {
    const post = await PostHouse.open();
    const notice = await ask(newNotice(dossier, { channel: 'sms', to: MOBILE }));
    const bySms: NoticeSenders = { sms: new HttpNoticeSender({ url: post.url, token: 'bi-mat' }) };
    post.statuses.push(503, 401, 202);
    for (const code of ['tryLater', 'loginRefused']) {
      await dispatch(bySms).sendDue();
      expect(await states()).toEqual([`queued ${code}`]);
      gateway.clock.advance(MS_PER_DAY);
    }
    await dispatch(bySms).sendDue();
    expect(await states()).toEqual(['sent']);
    const [first, , last] = post.posts;
    expect(last?.headers).toMatchObject({ authorization: 'Bearer bi-mat', 'idempotency-key': notice.noticeId });
    const { noticeId } = notice;
    const text = `(DU LIEU MAU) Ma ho so ${dossier.dossierCode}. Hen tra 14:20 20/11/2026. Tra cuu https://tracuu.mau.example/${dossier.dossierCode}. Bo phan Mot cua xa Vi Du`;
    expect(last?.body).toEqual({ noticeId, channel: 'sms', to: MOBILE, text });
    expect(first?.body).toEqual(last?.body);
    post.statuses.push(422);
    await station.openSession();
    await ask(newNotice(dossier, { channel: 'sms', to: MOBILE }));
    await dispatch(bySms).sendDue();
    expect(await states()).toEqual(['failed addressRefused', 'sent']);
    await post.close();
    await ask(newNotice(dossier, { channel: 'sms', to: MOBILE }));
    await dispatch(bySms).sendDue();
    expect(await states()).toEqual(['failed addressRefused', 'queued connectionFailed', 'sent']);
    expect(JSON.stringify(gateway.logger.lines)).not.toContain('912345678');
  });

  it('[NT3] are refused for a dossier of another station, with another address than the channel has, in unknown words', async () => {
    const other = await gateway.newStation();
    const foreign = newNotice(dossier);
    expect(await other.send([sendNotice(other, foreign)])).toMatchObject([{ code: 'unknownDossier' }]);
    const codes: unknown[] = [];
    for (const notice of [
      newNotice(station.newDossier()),
      newNotice(dossier, { to: MOBILE }),
      newNotice(dossier, { to: 'hai@thu.example, ba@thu.example' }),
      newNotice(dossier, { textVersion: 99 }),
    ]) {
      const [outcome] = await station.send([sendNotice(station, notice)]);
      codes.push(outcome?.outcome === 'refused' ? outcome.code : outcome?.outcome);
    }
    expect(codes).toEqual(['unknownDossier', 'malformedOperation', 'malformedOperation', 'unsupportedProtocol']);
    expect(await gateway.admin.listNotices()).toEqual([]);
  });

  it('[NT4] are sent by a started gateway by itself, and a stop waits for the one that is being sent', async () => {
    const notice = await ask();
    const dataDir = await makeTemporaryFolder();
    const scheduler: Scheduler = { after: (ms, work) => systemScheduler.after(Math.min(ms, 20), work) };
    const { clock, databaseUrl } = gateway;
    const notices = { email: smtpTo(house.port) };
    const started = await startGateway({
      port: 0,
      dataDir,
      databaseUrl,
      logLevel: 'silent',
      clock,
      scheduler,
      notices,
    });
    await expect.poll(() => messageIds(), { timeout: 10_000 }).toEqual([`<notice-${notice.noticeId}@tinh.example>`]);
    house.answers.push({ at: 'hold' });
    await ask();
    await house.held;
    await Promise.all([started.stop(), house.close()]);
    await rm(dataDir, { recursive: true, force: true });
    expect(await states()).toEqual(['queued tryLater', 'sent']);
  });
});
