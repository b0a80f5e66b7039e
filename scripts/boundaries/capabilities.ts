/** One row of "who may touch what": names of the runtime that only some folders may use. */
export interface Capability {
  readonly capability: string;
  /** Paths (folder, file, or pattern with `*` inside one segment) that may use it. Tests and scripts always may. */
  readonly only: readonly string[];
  /** What everyone else uses. */
  readonly instead: string;
  /** Global names, also when reached through `window.`, `globalThis.` or `self.`. */
  readonly globals?: readonly string[];
  /** `object.property` pairs; the object may itself be reached through `window.` and its kin. */
  readonly properties?: readonly string[];
  /** Constructors that read the clock when called without an argument. */
  readonly bareConstructors?: readonly string[];
  /** `module#name` pairs of Node's built-in modules; `module#*` is the whole module. */
  readonly nodeImports?: readonly string[];
  /** Not even tests. Scripts still may. */
  readonly isForTestsToo?: boolean;
}

const ROOTS_OF_TIME = ['renderer/platform', 'main/app', 'sync/gateway/app.ts'];

export const capabilities: readonly Capability[] = [
  {
    capability: 'IndexedDB',
    only: ['renderer/data'],
    instead: 'repositories, queries, the unit of work',
    globals: ['indexedDB', 'IDBKeyRange', 'IDBDatabase'],
  },
  {
    capability: 'Network',
    only: ['sync/transport'],
    instead: '`GatewayClient`',
    globals: ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'RTCPeerConnection'],
    properties: ['navigator.sendBeacon'],
  },
  {
    capability: '`navigator.onLine`',
    only: ['renderer/platform/*connectivity*.ts'],
    instead: '`Connectivity`, a hint to try sooner; truth is the last answer from the gateway',
    properties: ['navigator.onLine', 'navigator.connection'],
  },
  {
    capability: 'Wall clock',
    only: ROOTS_OF_TIME,
    instead: '`Clock.now()` for instants, `Clock.monotonic()` for durations, `Clock.today()` for the date',
    properties: ['Date.now', 'performance.now', 'performance.timeOrigin', 'process.hrtime', 'process.uptime'],
    bareConstructors: ['Date'],
    nodeImports: ['node:perf_hooks#*'],
  },
  {
    capability: 'Timers',
    only: [...ROOTS_OF_TIME, 'renderer/ui'],
    instead: '`Scheduler` (`renderer/ui` may time pure presentation)',
    globals: ['setTimeout', 'setInterval', 'setImmediate', 'requestAnimationFrame', 'requestIdleCallback', 'scheduler'],
    properties: ['AbortSignal.timeout'],
    nodeImports: ['node:timers#*', 'node:timers/promises#*'],
  },
  {
    capability: 'Randomness and ids',
    only: ROOTS_OF_TIME,
    instead: '`IdSource`, `Random`',
    properties: ['Math.random', 'crypto.randomUUID', 'crypto.getRandomValues'],
    nodeImports: [
      'node:crypto#randomUUID',
      'node:crypto#randomBytes',
      'node:crypto#randomInt',
      'node:crypto#getRandomValues',
    ],
  },
  {
    capability: 'Hashing and Web Crypto',
    only: ['renderer/platform', 'renderer/host/browser', 'sync/gateway', 'main/app'],
    instead: '`Hasher`, `secrets`',
    properties: ['crypto.subtle'],
    nodeImports: ['node:crypto#createHash', 'node:crypto#hash', 'node:crypto#subtle', 'node:crypto#webcrypto'],
  },
  {
    capability: 'Web storage and cookies',
    only: [],
    instead: 'the settings table in Dexie, `secrets`',
    globals: ['localStorage', 'sessionStorage', 'cookieStore'],
    properties: ['document.cookie'],
  },
  {
    capability: 'Cache API',
    only: ['renderer/pwa'],
    instead: 'nothing: only the application shell is cached',
    globals: ['caches'],
  },
  {
    capability: '`console`',
    only: ['renderer/platform/*logger*.ts', 'main/app/*logger*.ts'],
    instead: '`Logger`, with ids only and never personal data',
    globals: ['console'],
    nodeImports: ['node:console#*'],
    isForTestsToo: true,
  },
  {
    capability: 'Environment variables',
    only: ['main/app', 'sync/gateway/app.ts', 'renderer/app'],
    instead: 'a typed configuration object',
    properties: ['process.env', 'process.argv', 'import.meta.env'],
    nodeImports: ['node:process#env', 'node:process#argv'],
  },
  {
    capability: 'Environment branches',
    only: [],
    instead: 'a different composition',
    properties: [
      'process.env.NODE_ENV',
      'import.meta.env.MODE',
      'import.meta.env.DEV',
      'import.meta.env.PROD',
      'import.meta.vitest',
    ],
    globals: ['isTest', '__DEV__'],
  },
  {
    capability: 'Generated code',
    only: [],
    instead: 'nothing: the content security policy forbids it',
    globals: ['eval', 'Function'],
    nodeImports: ['node:vm#*'],
  },
];
