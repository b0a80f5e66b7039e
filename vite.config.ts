import { readFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type PluginOption } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const ROOT = import.meta.dirname;
const MAX_PRECACHED_BYTES = 8_000_000;

/** One renderer, two hosts: the mode chooses the page, and the page chooses the composition root. */
const HOSTS = {
  electron: { page: 'index.electron.html', outDir: 'dist/renderer' },
  web: { page: 'index.html', outDir: 'dist/web' },
} as const;
type Host = keyof typeof HOSTS;

export default defineConfig(({ mode }) => {
  const host: Host = mode === 'web' ? 'web' : 'electron';
  const { page, outDir } = HOSTS[host];
  return {
    root: path.join(ROOT, 'renderer/app'),
    publicDir: host === 'web' ? path.join(ROOT, 'renderer/pwa/public') : false,
    // Absolute, not './': a screen's own address (/ho-so/…) can be reloaded in both hosts.
    base: '/',
    plugins: [react(), ...(host === 'web' ? [progressiveWebApp()] : [])],
    define: { __APP_VERSION__: JSON.stringify(productVersion()) },
    // The content security policy allows no data: fonts and no blob: workers.
    worker: { format: 'es' },
    build: {
      outDir: path.join(ROOT, outDir),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      sourcemap: true,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4_000,
      rolldownOptions: { input: path.join(ROOT, 'renderer/app', page) },
    },
    server: { host: '127.0.0.1', port: 5173, strictPort: false, hmr: { host: '127.0.0.1', protocol: 'ws' } },
  };
});

/** Precaches the application shell. The worker queues nothing and takes over only when a person agrees. */
function progressiveWebApp(): PluginOption {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: path.join(ROOT, 'renderer/pwa'),
    filename: 'service-worker.ts',
    injectRegister: false,
    registerType: 'prompt',
    integration: {
      configureCustomSWViteBuild: (options) => {
        options.logLevel = 'error';
      },
    },
    injectManifest: {
      globPatterns: ['**/*.{js,css,html,woff2,ttf,wasm,svg,json,gz}'],
      maximumFileSizeToCacheInBytes: MAX_PRECACHED_BYTES,
    },
    manifest: {
      id: '/',
      name: 'Quầy Một Cửa',
      short_name: 'Quầy Một Cửa',
      description: 'Tiếp nhận hồ sơ tại bộ phận một cửa, kể cả khi mất kết nối',
      lang: 'vi',
      start_url: '/',
      scope: '/',
      display: 'standalone',
      background_color: '#f4f6f8',
      theme_color: '#0b4f8a',
      icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
    },
  });
}

function productVersion(): string {
  const text = readFileSync(path.join(ROOT, 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
