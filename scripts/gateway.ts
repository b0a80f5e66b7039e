import { resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { readNoticeSettings } from '#sync/gateway/services/notices/notice-settings.ts';
import { startGateway } from '#sync/gateway/start-gateway.ts';

/**
 * `npm run gateway -- [--port 8710] [--host 127.0.0.1] [--data .data/gateway] [--enrolment-code] [--allow-origin URL]…
 * [--log-level silent|error|warn|info] [--public-address https://HOST]`, the last one where citizens reach this gateway
 * (docs/fee-receipts.md). Environment: DATABASE_URL, GATEWAY_PUBLIC_DIR, NOTICE_… (docs/notices.md).
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8710' },
    host: { type: 'string', default: '127.0.0.1' },
    data: { type: 'string', default: '.data/gateway' },
    'enrolment-code': { type: 'boolean', default: false },
    'allow-origin': { type: 'string', multiple: true, default: [] },
    'log-level': { type: 'string', default: 'warn' },
    'public-address': { type: 'string' },
  },
});

const LOG_LEVELS = ['silent', 'error', 'warn', 'info'] as const;
const logLevel = LOG_LEVELS.find((level) => level === values['log-level']);
const port = Number(values.port);
if (logLevel === undefined || !Number.isInteger(port) || port < 0 || port > 65_535) {
  process.stderr.write('gateway: --port is 0–65535, --log-level is silent, error, warn or info\n');
  process.exit(2);
}

const publicAddress = values['public-address'] ?? null;
const isOrigin = (text: string): boolean =>
  /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
if (publicAddress !== null && !isOrigin(publicAddress)) {
  process.stderr.write('gateway: --public-address is an origin, such as https://bienlai.tinhmau.example\n');
  process.exit(2);
}

const notices = readNoticeSettings(process.env);
if (!notices.ok) {
  process.stderr.write(
    `gateway: ${notices.error.details?.name ?? 'NOTICE_…'} is missing or wrong; see docs/notices.md\n`,
  );
  process.exit(2);
}

// Before the start, so that a signal during the start is not lost: it is obeyed as soon as there is something to stop.
const stopRequested = new Promise<void>((obey) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => obey());
});

try {
  const gateway = await startGateway({
    port,
    host: values.host,
    dataDir: resolve(values.data),
    databaseUrl: process.env['DATABASE_URL'],
    publicDir: process.env['GATEWAY_PUBLIC_DIR'],
    allowedOrigins: ['app://qmc', ...values['allow-origin']],
    logLevel,
    notices: notices.value,
    policy: { publicAddress },
  });
  process.stdout.write(`gateway listening on ${gateway.url}\n`);
  if (values['enrolment-code']) {
    const [agencyCode = ''] = await gateway.admin.listAgencyCodes();
    process.stdout.write(`enrolment code: ${await gateway.admin.createEnrolmentCode(agencyCode)}\n`);
  }
  await stopRequested;
  await gateway.stop();
} catch (error) {
  process.stderr.write(`gateway: ${error instanceof Error ? error.message : 'failed to start'}\n`);
  process.exitCode = 1;
}
