import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAppUrl } from '#main/security/app-origin.ts';
import { contentSecurityPolicy, securityHeaders } from '#main/security/content-security-policy.ts';
import { isPermissionGranted } from '#main/security/permissions.ts';
import { isRequestAllowed } from '#main/security/request-filter.ts';
import { resolveStaticFile } from '#main/security/static-files.ts';

describe('our own address', () => {
  it.each(['app://qmc/', 'app://qmc/ho-so/1?x=2#y'])('knows %s', (url) => {
    expect(isAppUrl(url)).toBe(true);
  });

  it.each(['app://qmc2/', 'app://qmc:1/', 'app://u:p@qmc/', 'https://qmc/', 'file:///app', 'app:qmc', '', 'x'])(
    'does not take %s for it',
    (url) => {
      expect(isAppUrl(url)).toBe(false);
    },
  );
});

describe('content security policy', () => {
  const policy = contentSecurityPolicy({ connectTo: ['https://gateway.example.vn'] });
  const directives = new Map(policy.split('; ').map((line) => [line.split(' ')[0], line.split(' ').slice(1)]));

  it('forbids everything that is not named, inline code and eval', () => {
    expect(directives.get('default-src')).toEqual(["'none'"]);
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/);
    expect(directives.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(directives.get('style-src')).toEqual(["'self'"]);
  });

  it('lets the page connect to itself and the gateway only', () => {
    expect(directives.get('connect-src')).toEqual(["'self'", 'https://gateway.example.vn']);
  });

  it('goes out with headers that forbid guessing of types and referrers', () => {
    expect(securityHeaders(policy)).toMatchObject({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    });
  });
});

describe('permissions', () => {
  const ask = (permission: string, change: Partial<Parameters<typeof isPermissionGranted>[0]> = {}): boolean =>
    isPermissionGranted({ permission, url: 'app://qmc/', isMainFrame: true, mediaTypes: [], ...change });

  it('grants the camera to our own page', () => {
    expect(ask('media', { mediaTypes: ['video'] })).toBe(true);
  });

  it.each([[['audio']], [['video', 'audio']], [[]]])('refuses media of the kinds %j', (mediaTypes) => {
    expect(ask('media', { mediaTypes })).toBe(false);
  });

  it('grants durable storage and the network of the gateway', () => {
    expect(['persistent-storage', 'loopback-network', 'local-network'].map((name) => ask(name))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it.each(['geolocation', 'notifications', 'usb', 'serial', 'hid', 'fullscreen', 'openExternal', 'clipboard-read'])(
    'refuses %s',
    (permission) => {
      expect(ask(permission)).toBe(false);
    },
  );

  it('refuses everything to another page or a sub-frame', () => {
    expect(ask('media', { mediaTypes: ['video'], url: 'https://example.org/' })).toBe(false);
    expect(ask('persistent-storage', { isMainFrame: false })).toBe(false);
  });
});

describe('request filter', () => {
  const allowed = ['http://10.1.2.3:8710'];
  it.each([
    'app://qmc/assets/a.js',
    'blob:app://qmc/1',
    'data:text/plain,x',
    'http://10.1.2.3:8710/v1/operations',
    'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html',
  ])('lets %s through', (url) => {
    expect(isRequestAllowed(url, allowed)).toBe(true);
  });

  it.each([
    'https://example.org/',
    'http://10.1.2.3:8711/',
    'http://10.1.2.3.example.org:8710/',
    'file:///etc/passwd',
    'chrome-extension://another/index.html',
    'chrome://settings/',
    'x',
  ])('stops %s', (url) => {
    expect(isRequestAllowed(url, allowed)).toBe(false);
  });
});

describe('files of the page', () => {
  const files = { root: path.resolve('/srv/renderer'), shell: 'index.electron.html' };
  const inRoot = (name: string): string => path.join(files.root, name);

  it('finds a file of a known kind', () => {
    expect(resolveStaticFile(files, '/assets/index-a1.js')).toBe(inRoot('assets/index-a1.js'));
    expect(resolveStaticFile(files, '/assets/vie.traineddata-a1.gz')).toBe(inRoot('assets/vie.traineddata-a1.gz'));
  });

  it.each(['/', '/ho-so', '/tiep-nhan/01%20a'])('gives the shell for the screen %s', (pathname) => {
    expect(resolveStaticFile(files, pathname)).toBe(inRoot('index.electron.html'));
  });

  it.each([
    '/../main/main.js',
    '/assets/../../main/main.js',
    '/%2e%2e/main/main.js',
    '/..%2fmain%2fmain.js',
    '/a%5c..%5cb.js',
  ])('never leaves the folder: %s', (pathname) => {
    expect(resolveStaticFile(files, pathname)).toBeUndefined();
  });

  it.each(['/a%00.js', '/%zz.js', '/.env.local', '/secret.pem', '/a.exe'])('has no file behind %s', (pathname) => {
    expect(resolveStaticFile(files, pathname)).toBeUndefined();
  });
});
