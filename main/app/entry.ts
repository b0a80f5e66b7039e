import path from 'node:path';
import { contentSecurityPolicy, securityHeaders } from '#main/security/content-security-policy.ts';
import { answerFromFolder } from '#main/security/static-files.ts';
import { launchOptionsOrExit } from './launch-or-exit.ts';
import { startApp } from './start-app.ts';

/** Composition root of the product. The bundle is dist/main/main.js; the renderer lies beside it. */
const options = launchOptionsOrExit();
const gatewayOrigin = new URL(options.gatewayUrl).origin;
const headers = securityHeaders(contentSecurityPolicy({ connectTo: [gatewayOrigin] }));
const files = { root: path.join(import.meta.dirname, '..', 'renderer'), shell: 'index.electron.html' };

startApp({
  options,
  environment: process.env,
  servePage: (request) => answerFromFolder(files, request, headers),
  allowedOrigins: [gatewayOrigin],
  preloadFile: path.join(import.meta.dirname, 'preload.cjs'),
  hasDevTools: false,
});
