import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listNotices } from '#renderer/data/repositories/notice-repository.ts';
import { NoticeDispatch } from '#sync/gateway/services/notices/notice-dispatch.ts';
import { SmtpNoticeSender } from '#sync/gateway/services/notices/smtp-notice-sender.ts';
import type { Counter } from '#test/support/counter-room.ts';
import type { GatewayHouse } from '#test/support/gateway-house.ts';
import { openHouseForEach } from '#test/support/house-for-each.ts';
import { MailHouse } from '#test/support/mail-house.ts';
import { MAILBOX, smtpTo } from '#test/support/notice-room.ts';
import { readyDraft } from '#test/unit/shared/domain/samples.ts';

let house: GatewayHouse;
let counter: Counter;
let mail: MailHouse;
openHouseForEach(async (opened) => {
  house = opened;
  counter = await house.newCounter();
});
beforeEach(async () => {
  mail = await MailHouse.open();
});
afterEach(() => mail.close());

const sendDue = () => {
  const senders = { email: new SmtpNoticeSender(smtpTo(mail.port)) };
  return new NoticeDispatch(house.gateway.deps, senders).sendDue();
};

describe('a receipt by e-mail from a counter', () => {
  it('[NT2] [NT4] [NT12] taken in without a network arrives exactly once when the network is back, and the counter is told', async () => {
    counter.network.script = () => ({ kind: 'cut' });
    const applicant = { ...readyDraft().applicant, email: MAILBOX };
    const { dossier } = await counter.acceptSimpleDossier(0, { applicant, receiptDelivery: ['printed', 'email'] });
    counter.forget();
    expect(await sendDue()).toBe(0);
    let lost = 0;
    counter.network.script = ({ path }) => {
      if (path !== '/v1/operations' || lost === 2) return { kind: 'deliver' };
      lost += 1;
      return { kind: 'loseAnswer' };
    };
    await counter.drain();
    expect(lost).toBe(2);
    await sendDue();
    await sendDue();
    expect(mail.mails.map(({ recipients }) => recipients)).toEqual([[MAILBOX]]);
    expect(mail.mails[0]?.text).toContain(`Mã hồ sơ: ${dossier.dossierCode}\n`);
    const told = async () => (await listNotices(counter.database, dossier.dossierId)).map(({ province }) => province);
    await expect.poll(told, { timeout: 10_000 }).toMatchObject([{ state: 'sent', failureCode: null }]);
    expect(await house.gateway.admin.listChainBreaks()).toEqual([]);
    const log = JSON.stringify([counter.logger.lines, house.gateway.logger.lines]);
    expect(log).not.toContain('thu.example');
  });
});
