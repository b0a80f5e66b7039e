import { capabilities } from './capabilities.ts';
import { nodeZones, packages, partialImports } from './packages.ts';
import type { Zone } from './zone.ts';
import { parentFolders, zones } from './zones.ts';

/** What must never be reached, however many files lie between (checked on the import graph). */
export interface Reachability {
  readonly name: string;
  readonly from: readonly string[];
  /** Folders or files, package names with the prefix `npm:`, or `node:` for Node's built-in modules. */
  readonly never: readonly string[];
  readonly because: string;
}

const reachability: readonly Reachability[] = [
  {
    name: 'shared-stays-pure',
    from: ['shared'],
    never: ['npm:electron', 'npm:dexie', 'npm:react', 'node:', 'sync', 'renderer', 'main', 'scripts'],
    because: 'shared is pure: it must run in a browser, a worker, Electron and the gateway alike',
  },
  {
    name: 'sync-core-stays-pure',
    from: ['sync/protocol', 'sync/engine', 'sync/ports', 'sync/runner'],
    never: ['npm:electron', 'npm:dexie', 'npm:react', 'node:', 'sync/transport', 'sync/gateway', 'renderer', 'main'],
    because: 'network, storage, clock and randomness are handed to the sync core',
  },
  {
    name: 'renderer-stays-in-the-browser',
    from: ['renderer', 'sync/transport'],
    never: ['main', 'sync/gateway', 'npm:electron', 'npm:pg', 'npm:fastify', 'node:'],
    because: 'the renderer runs unchanged in a plain browser',
  },
  {
    name: 'main-stays-thin',
    from: ['main'],
    never: ['renderer', 'sync', 'shared/domain', 'shared/documents', 'npm:dexie', 'npm:react'],
    because: 'the main process holds devices and secrets, no application',
  },
  {
    name: 'nothing-reaches-tests',
    from: ['shared', 'sync', 'renderer', 'main', 'scripts'],
    never: ['test', 'npm:vitest', 'npm:fast-check', 'npm:fake-indexeddb'],
    because: 'the product contains no test code',
  },
];

/** Files that nothing imports by design (patterns; `*` stays inside a segment, `**` does not). */
const entryPoints: readonly string[] = [
  '*.config.*',
  'scripts/*',
  'scripts/types/*',
  // Started as programs of their own, by path.
  'scripts/**/*.mjs',
  'renderer/app/*',
  'renderer/**/*.worker.ts',
  'renderer/pwa/service-worker.ts',
  'main/app/*',
  'main/preload/*',
  'sync/gateway/*',
  'test/**',
  '**/*.d.ts',
];

const rootFiles: Zone = {
  zone: 'configs',
  path: '.',
  holds: 'configuration of tools, in the root folder itself',
  environment: 'node',
  mayImport: ['scripts'],
};

/**
 * The law of the import graph as data. ESLint (`eslint-rules.ts`), dependency-cruiser (`graph.ts`) and the tables of
 * ARCHITECTURE.md (`render.ts`) are all made from this object, so that text and checks cannot drift apart.
 */
export const table = {
  zones: [...zones, rootFiles],
  parentFolders,
  packages,
  partialImports,
  nodeZones,
  capabilities,
  reachability,
  entryPoints,
} as const;

export type BoundaryTable = typeof table;
