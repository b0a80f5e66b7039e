import { describe, expect, it } from 'vitest';
import { readNoticeSettings, toNoticeSenders } from '#sync/gateway/services/notices/notice-settings.ts';

const SMTP = {
  NOTICE_SMTP_HOST: 'thu.tinh.example',
  NOTICE_SMTP_FROM: 'motcua@tinh.example',
  NOTICE_SMTP_USER: 'motcua',
  NOTICE_SMTP_PASSWORD: ' bí mật ',
};
const SMS = { NOTICE_SMS_URL: 'https://sms.tinh.example/gui', NOTICE_SMS_TOKEN: 'abc' };

describe('channels in the environment', () => {
  it('are those whose first setting is there', () => {
    expect(readNoticeSettings({})).toEqual({ ok: true, value: {} });
    expect(readNoticeSettings({ ...SMTP, ...SMS })).toEqual({
      ok: true,
      value: {
        email: {
          ...{ host: 'thu.tinh.example', port: 587, from: 'motcua@tinh.example', tls: 'required' },
          login: { user: 'motcua', password: ' bí mật ' },
        },
        sms: { url: 'https://sms.tinh.example/gui', token: 'abc' },
      },
    });
    const zalo = { NOTICE_ZALO_URL: 'http://127.0.0.1:9/zalo', NOTICE_ZALO_TOKEN: 'x' };
    const read = readNoticeSettings({ ...SMTP, ...zalo });
    expect(Object.keys(toNoticeSenders(read.ok ? read.value : {}))).toEqual(['email', 'zalo']);
  });

  it.each([
    ['localhost', 'none'],
    ['127.0.0.1', 'none'],
    ['127.1.2.3', 'none'],
    ['::1', 'none'],
    ['127.0.0.1.tinh.example', 'required'],
    ['localhost.tinh.example', 'required'],
    ['10.0.0.1', 'required'],
    ['0.0.0.0', 'required'],
  ])('[NT10] TLS to the mail server %s is %s', (host, tls) => {
    expect(readNoticeSettings({ ...SMTP, NOTICE_SMTP_HOST: host })).toMatchObject({ value: { email: { tls } } });
  });

  it.each([
    ['NOTICE_SMTP_PORT', { ...SMTP, NOTICE_SMTP_PORT: '0' }],
    ['NOTICE_SMTP_FROM', { ...SMTP, NOTICE_SMTP_FROM: 'Một cửa' }],
    ['NOTICE_SMTP_USER', { ...SMTP, NOTICE_SMTP_USER: '' }],
    ['NOTICE_SMTP_PASSWORD', { ...SMTP, NOTICE_SMTP_PASSWORD: '' }],
    ['NOTICE_SMS_URL', { ...SMS, NOTICE_SMS_URL: 'http://sms.tinh.example/gui' }],
    ['NOTICE_SMS_URL', { ...SMS, NOTICE_SMS_URL: 'ftp://127.0.0.1/' }],
    ['NOTICE_SMS_URL', { ...SMS, NOTICE_SMS_URL: 'https://ai:do@sms.tinh.example/' }],
    ['NOTICE_SMS_TOKEN', { ...SMS, NOTICE_SMS_TOKEN: 'hai dòng\n' }],
    ['NOTICE_ZALO_URL', { NOTICE_ZALO_URL: 'zalo' }],
  ])('[NT10] are refused by the name of what is wrong: %s', (name, environment) => {
    const refused = readNoticeSettings(environment);
    expect(refused).toEqual({ ok: false, error: { code: 'badNoticeSetting', details: { name } } });
  });
});
