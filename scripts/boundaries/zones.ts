import { RENDERER, rendererZones } from './zones-renderer.ts';
import type { Zone } from './zone.ts';

const DEVICES = ['journal', 'printing', 'papers', 'scanning', 'secrets', 'updates', 'logging'];
/** Their files are made durable in the same way as issued papers; pages are judged by the heads of pictures. */
const DEVICE_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  journal: ['journal-format', 'papers'],
  scanning: ['imaging', 'papers'],
};
const GATEWAY = ['gateway', 'routes', 'services', 'store', 'sample-province'];
const SYNC = ['protocol', 'engine', 'ports', 'runner', 'transport'];
const SHARED = ['domain', 'documents', 'imaging', 'ipc', 'journal-format'];
const EVERYTHING = [
  ...SHARED,
  ...SYNC,
  ...GATEWAY,
  'app',
  ...RENDERER,
  'main-app',
  'security',
  'main-ipc',
  'preload',
].concat([...DEVICES, 'scripts']);

const shared: readonly Zone[] = [
  {
    zone: 'kernel',
    path: 'shared/kernel',
    holds: 'Result, AppError, ids, instants, canonical JSON, port types',
    environment: 'pure',
    mayImport: [],
  },
  {
    zone: 'domain',
    path: 'shared/domain',
    holds: 'dossier, procedure, fees, issued documents: types, rules, decide functions',
    environment: 'pure',
    mayImport: [],
  },
  {
    zone: 'documents',
    path: 'shared/documents',
    holds: 'document model to PDF bytes',
    environment: 'documents',
    mayImport: ['domain', 'imaging'],
  },
  {
    zone: 'imaging',
    path: 'shared/imaging',
    holds: 'heads of pictures, and pixels of pages: skew, borders, tone, corners',
    environment: 'pure',
    mayImport: [],
  },
  {
    zone: 'ipc',
    path: 'shared/ipc',
    holds: 'the IPC contract: schemas and types, no behaviour',
    environment: 'pure',
    mayImport: [],
  },
  {
    zone: 'journal-format',
    path: 'shared/journal-format',
    holds: "the journal's port, its frames and segments, over a storage given to it",
    environment: 'pure',
    mayImport: [],
  },
];

const sync: readonly Zone[] = [
  {
    zone: 'protocol',
    path: 'sync/protocol',
    holds: 'wire schemas, protocol versions, upcasters, outcome codes',
    environment: 'pure',
    // The law says "domain types". The wire carries whole records, and their schemas are those types at run time.
    mayImport: ['domain'],
  },
  {
    zone: 'engine',
    path: 'sync/engine',
    holds: 'the pure core: step(state, event, now), backoff, ordering',
    environment: 'pure',
    mayImport: ['protocol'],
  },
  {
    zone: 'ports',
    path: 'sync/ports',
    holds: 'OutboxStore, BlobStore, ChangeSink, GatewayClient, Connectivity, LeaderLock',
    environment: 'pure',
    mayImport: ['protocol'],
    mayImportTypes: ['domain'],
  },
  {
    zone: 'runner',
    path: 'sync/runner',
    holds: 'interprets effects, owns the loop, publishes status',
    environment: 'pure',
    mayImport: ['engine', 'ports'],
    mayImportTypes: ['protocol'],
  },
  {
    zone: 'transport',
    path: 'sync/transport',
    holds: 'HTTP GatewayClient and resumable upload',
    environment: 'dom',
    mayImport: ['ports', 'protocol'],
  },
  {
    zone: 'gateway',
    path: 'sync/gateway',
    holds: 'reference provincial server: registration list, error handler, start',
    environment: 'node',
    mayImport: ['routes', 'services', 'store', 'sample-province'],
  },
  {
    zone: 'routes',
    path: 'sync/gateway/routes',
    holds: 'one file per endpoint: parse, call service, answer',
    environment: 'node',
    mayImport: ['services', 'protocol'],
  },
  {
    zone: 'services',
    path: 'sync/gateway/services',
    holds: 'idempotency, acceptance rules, numbering',
    environment: 'node',
    mayImport: ['store', 'domain', 'protocol'],
  },
  {
    zone: 'store',
    path: 'sync/gateway/store',
    holds: 'SQL, migrations, blob store',
    environment: 'node',
    mayImport: [],
  },
  {
    zone: 'sample-province',
    path: 'sync/gateway/sample-province',
    holds: 'the catalogue of the sample province as data, and its loader',
    environment: 'node',
    mayImport: ['domain'],
  },
];

const main: readonly Zone[] = [
  {
    zone: 'main-app',
    path: 'main/app',
    holds: 'entry, single instance, lifecycle, windows; list of modules',
    environment: 'node',
    mayImport: ['security', 'main-ipc', ...DEVICES, 'ipc'],
  },
  {
    zone: 'security',
    path: 'main/security',
    holds: 'CSP, navigation, permissions, window-open rules',
    environment: 'node',
    mayImport: [],
  },
  {
    zone: 'main-ipc',
    path: 'main/ipc',
    holds: 'gate and registration: contract to device services',
    environment: 'node',
    mayImport: ['ipc', ...DEVICES],
    mayImportTypes: ['journal-format'],
  },
  {
    zone: 'preload',
    path: 'main/preload',
    holds: 'builds the bridge from the contract; sandboxed',
    environment: 'node',
    mayImport: ['ipc'],
  },
  ...DEVICES.map((device): Zone => ({
    zone: device,
    path: `main/${device}`,
    holds: `one device concern (${device}), no knowledge of IPC`,
    environment: 'node',
    mayImport: DEVICE_IMPORTS[device] ?? [],
  })),
];

const development: readonly Zone[] = [
  {
    zone: 'test',
    path: 'test',
    holds: 'all tests, fakes, fixtures, support; nothing may import it',
    environment: 'test',
    mayImport: EVERYTHING,
  },
  {
    zone: 'scripts',
    path: 'scripts',
    holds: 'development commands; no part of the product',
    environment: 'node',
    mayImport: EVERYTHING,
  },
];

export const zones: readonly Zone[] = [...shared, ...sync, ...rendererZones, ...main, ...development];

/** Folders that need a README but are no zone of their own. */
export const parentFolders: readonly { readonly path: string; readonly holds: string }[] = [
  { path: 'shared', holds: 'pure TypeScript: no I/O, no DOM, no Node, no clock, no randomness' },
  { path: 'sync', holds: 'everything between a committed record and the province' },
  { path: 'renderer', holds: 'the whole application; runs in an Electron window or a browser' },
  { path: 'main', holds: "Electron's main process, thin: devices and secrets" },
];
