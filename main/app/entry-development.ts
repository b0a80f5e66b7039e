import path from 'node:path';
import { net } from 'electron';
import { APP_ORIGIN } from '#main/security/app-origin.ts';
import { launchOptionsOrExit } from './launch-or-exit.ts';
import { startApp } from './start-app.ts';

/**
 * Composition root of `npm run dev`: the same window and the same origin, with pages fetched from Vite's server, which
 * needs inline scripts, inline styles and a socket. Never packaged.
 */
const options = launchOptionsOrExit();
const devServer = new URL(process.env['QMC_DEV_SERVER'] ?? 'http://127.0.0.1:5173');
const gatewayOrigin = new URL(options.gatewayUrl).origin;
const sockets = [`ws://${devServer.host}`, devServer.origin];

const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self' data:",
  `connect-src 'self' ${gatewayOrigin} ${sockets.join(' ')}`,
  "worker-src 'self' blob:",
  'media-src blob: mediastream:',
].join('; ');

startApp({
  options,
  environment: process.env,
  servePage: async (request) => {
    const { pathname, search } = new URL(request.url);
    const hasExtension = path.posix.extname(pathname) !== '' || pathname.startsWith('/@');
    const page = hasExtension ? pathname : '/index.electron.html';
    const answer = await net.fetch(new URL(page + search, devServer).href, { method: request.method });
    const headers = new Headers(answer.headers);
    headers.set('Content-Security-Policy', policy);
    headers.set('Access-Control-Allow-Origin', APP_ORIGIN);
    return new Response(answer.body, { status: answer.status, headers });
  },
  allowedOrigins: [gatewayOrigin, devServer.origin, `ws://${devServer.host}`],
  preloadFile: path.join(import.meta.dirname, 'preload.cjs'),
  hasDevTools: true,
});
