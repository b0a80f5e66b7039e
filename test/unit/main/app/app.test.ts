import { describe, expect, it } from 'vitest';
import { createCrashGuard } from '#main/app/crash-guard.ts';
import { describeDefect } from '#main/app/describe-defect.ts';
import { DEFAULT_GATEWAY_URL, DEFAULT_STATION_NAME, parseLaunchOptions } from '#main/app/launch-options.ts';

describe('launch options', () => {
  it('have a default for everything, and take blank as missing', () => {
    const expected = {
      gatewayUrl: DEFAULT_GATEWAY_URL,
      enrolmentCode: null,
      stationName: DEFAULT_STATION_NAME,
      userDataFolder: undefined,
      printThrough: undefined,
    };
    expect(parseLaunchOptions({})).toEqual({ ok: true, value: expected });
    expect(parseLaunchOptions({ QMC_ENROLMENT_CODE: ' ', QMC_GATEWAY_URL: '' })).toEqual({ ok: true, value: expected });
  });

  it('are read from the environment', () => {
    const parsed = parseLaunchOptions({
      QMC_GATEWAY_URL: 'https://mc.example.vn/cong/',
      QMC_ENROLMENT_CODE: 'ABCD-1234',
      QMC_STATION_NAME: 'Quầy 3',
      QMC_USER_DATA: '/data/3',
      QMC_PRINT_THROUGH: 'window',
    });
    expect(parsed).toEqual({
      ok: true,
      value: {
        gatewayUrl: 'https://mc.example.vn/cong',
        enrolmentCode: 'ABCD-1234',
        stationName: 'Quầy 3',
        userDataFolder: '/data/3',
        printThrough: 'window',
      },
    });
    expect(parseLaunchOptions({ QMC_PRINT_THROUGH: 'fax' })).toEqual({
      ok: false,
      error: { code: 'badLaunchOption', details: { variable: 'QMC_PRINT_THROUGH' } },
    });
  });

  it.each(['gateway', 'ftp://gateway', 'javascript:alert(1)'])(
    'refuse %s as an address and say which variable',
    (url) => {
      expect(parseLaunchOptions({ QMC_GATEWAY_URL: url })).toEqual({
        ok: false,
        error: { code: 'badLaunchOption', details: { variable: 'QMC_GATEWAY_URL' } },
      });
    },
  );
});

describe('crash guard', () => {
  it('reloads three times within a minute and then gives up', () => {
    const afterCrash = createCrashGuard();
    expect([0, 1_000, 2_000, 3_000].map((at) => afterCrash(at))).toEqual(['reload', 'reload', 'reload', 'giveUp']);
  });

  it('forgets crashes that are a minute old', () => {
    const afterCrash = createCrashGuard();
    expect([0, 1_000, 2_000, 62_000].map((at) => afterCrash(at)).at(-1)).toBe('reload');
  });
});

describe('description of a defect', () => {
  it('has the kind and the place and never the message', () => {
    const described = describeDefect(new TypeError('079200012345 Nguyễn Văn A'));
    expect(described.kind).toBe('TypeError');
    expect(described.where).toContain('app.test.ts');
    expect(JSON.stringify(described)).not.toMatch(/Nguyễn|079200012345/);
  });

  it('keeps a message of several lines out as well', () => {
    expect(JSON.stringify(describeDefect(new Error('a\nNguyễn\nb')))).not.toContain('Nguyễn');
  });

  it('copes with a thrown text', () => {
    expect(describeDefect('Nguyễn')).toEqual({ kind: 'string', where: '' });
  });
});
