import { describe, expect, it } from 'vitest';
import { toMailbox, toMobileNumber } from '#shared/domain/contact-address.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import {
  decideReceiptDelivery,
  findUnreachable,
  messageWaysOf,
  needsPaper,
  postalReceiptWayOf,
  switchReceiptWay,
} from '#shared/domain/receipt-delivery.ts';
import type { ReceiptWay } from '#shared/domain/receipt-way.ts';
import { readyDraft } from './samples.ts';

const draft = (
  channel: IntakeDraft['channel'],
  receiptDelivery: ReceiptWay[] | undefined,
  contact: { readonly phone?: string; readonly email?: string } = {},
): IntakeDraft => {
  const { applicant, ...rest } = readyDraft();
  return { ...rest, channel, receiptDelivery, applicant: { ...applicant, ...contact } };
};
const outcomeOf = (of: IntakeDraft) => {
  const { ways, problems } = decideReceiptDelivery(of);
  return [ways, problems.map(({ field, code, severity }) => `${severity} ${field} ${code}`)];
};

describe('addresses', () => {
  it.each([
    ['0912 345 678', '+84912345678'],
    ['84912345678', '+84912345678'],
    ['+84 (91) 234.5678', '+84912345678'],
    ['0212 3456 789', undefined],
    ['0612345678', undefined],
    ['+14155550123', undefined],
    ['091234567', undefined],
    ['0912345678; 0912345679', undefined],
    ['', undefined],
  ])('reads %s as the mobile number %s', (typed, number) => {
    expect(toMobileNumber(typed)).toBe(number);
  });

  it.each([
    [' lo.thi.mau@thu.example ', 'lo.thi.mau@thu.example'],
    ['a+b_c%d@x-y.example.vn', 'a+b_c%d@x-y.example.vn'],
    ['a@b', undefined],
    ['a@b.vn,c@d.vn', undefined],
    ['a@b.vn c@d.vn', undefined],
    ['Mẫu <a@b.vn>', undefined],
    ['"a b"@c.vn', undefined],
    ['a@b.vn\r\nBcc: c@d.vn', undefined],
    ['mẫu@b.vn', undefined],
    [`${'a'.repeat(65)}@b.vn`, undefined],
  ])('reads %s as the mailbox %s', (typed, mailbox) => {
    expect(toMailbox(typed)).toBe(mailbox);
  });
});

describe('delivery of the receipt', () => {
  it('[NT1] is on paper unless something else is asked for, and may be by several ways', () => {
    expect(outcomeOf(draft('counter', undefined))).toEqual([['printed'], []]);
    expect(outcomeOf(draft('counter', []))).toEqual([['printed'], []]);
    expect(outcomeOf(draft('counter', ['sms']))).toEqual([['sms'], []]);
    const all = draft('counter', ['printed', 'zalo', 'email'], { email: 'a@b.vn' });
    expect(outcomeOf(all)).toEqual([['printed', 'zalo', 'email'], []]);
  });

  it('[NT1] is in exactly one of the three ways when the dossier came by post', () => {
    const missing = ['blocking receiptDelivery receiptWayMissing'];
    expect(outcomeOf(draft('post', undefined))).toEqual([[], missing]);
    expect(outcomeOf(draft('post', ['printed']))).toEqual([[], missing]);
    expect(outcomeOf(draft('post', ['collectedAtCounter', 'deliveredByPost', 'sms']))).toEqual([
      ['collectedAtCounter'],
      [],
    ]);
    expect(outcomeOf(draft('post', ['deliveredByPost', 'sms']))).toEqual([['deliveredByPost'], []]);
    expect(outcomeOf(draft('post', ['sms', 'zalo']))).toEqual([['sms', 'zalo'], []]);
    expect(outcomeOf(draft('counter', ['deliveredByPost']))).toEqual([['printed'], []]);
  });

  it('[NT1] says which address is missing or cannot be used', () => {
    expect(outcomeOf(draft('counter', ['email', 'sms'], { phone: '', email: '' }))[1]).toEqual([
      'blocking receiptDelivery.email receiptEmailMissing',
      'blocking receiptDelivery.sms receiptPhoneMissing',
    ]);
    const landline = { phone: '0212 3456 789', email: 'a@b.vn, c@d.vn' };
    expect(outcomeOf(draft('post', ['email', 'zalo'], landline))[1]).toEqual([
      'blocking receiptDelivery.email receiptEmailNotUsable',
      'blocking receiptDelivery.zalo receiptPhoneNotMobile',
    ]);
    expect(findUnreachable('sms', { phone: '0912345678', email: '' })).toBeUndefined();
  });

  it('is ticked and taken back way by way', () => {
    expect(switchReceiptWay(draft('counter', undefined), 'sms', true)).toEqual(['printed', 'sms']);
    expect(switchReceiptWay(draft('counter', ['printed', 'sms']), 'printed', false)).toEqual(['sms']);
    expect(switchReceiptWay(draft('counter', ['sms']), 'sms', false)).toEqual([]);
    expect(switchReceiptWay(draft('post', ['sms']), 'zalo', true)).toEqual(['sms', 'zalo']);
    expect(switchReceiptWay(draft('post', ['deliveredByPost']), 'sms', true)).toEqual(['sms']);
  });

  it('knows the postal way, the messages and whether paper comes out', () => {
    const cases: readonly (readonly [ReceiptWay[] | undefined, string | undefined, readonly string[], boolean])[] = [
      [undefined, undefined, [], true],
      [['printed'], undefined, [], true],
      [['zalo', 'email'], 'byMessage', ['email', 'zalo'], false],
      [['printed', 'sms'], 'byMessage', ['sms'], true],
      [['collectedAtCounter'], 'collectedAtCounter', [], true],
      [['deliveredByPost'], 'deliveredByPost', [], true],
    ];
    for (const [ways, postal, messages, paper] of cases) {
      expect(postalReceiptWayOf(ways ?? [])).toBe(postal);
      expect(messageWaysOf(ways)).toEqual(messages);
      expect(needsPaper(ways)).toBe(paper);
    }
  });
});
