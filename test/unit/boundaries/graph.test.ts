import { describe, expect, it } from 'vitest';
import { judgeGraph } from '#scripts/boundaries/graph.ts';
import { table } from '#scripts/boundaries/table.ts';
import { withTree } from './temp-tree.ts';

const TIMEOUT_MS = 30_000;

/** A small tree without a violation; planted files are added to it. */
const CLEAN = {
  'shared/kernel/result.ts': 'export const ok = 1;\n',
  'shared/domain/dossier.ts': "import { ok } from '#shared/kernel/result.ts';\nexport const dossier = ok;\n",
  'renderer/app/compose.ts': "import { dossier } from '#shared/domain/dossier.ts';\nexport const app = dossier;\n",
};

const judge = async (planted: Readonly<Record<string, string>>): Promise<string> =>
  withTree({ ...CLEAN, ...planted }, async (root) => (await judgeGraph(root, table)).join('\n'));

describe('import graph', { timeout: TIMEOUT_MS }, () => {
  it('accepts a clean tree', async () => {
    expect(await judge({})).toBe('');
  });

  it('fails when no module was cruised', async () => {
    expect(await withTree({}, (root) => judgeGraph(root, table))).toEqual(['import graph: 0 modules cruised']);
    expect(await withTree({ 'shared/README.md': '#' }, (root) => judgeGraph(root, table))).toEqual([
      'import graph: 0 modules cruised',
    ]);
  });

  it('fails when modules were cruised but not one import was seen', async () => {
    const files = { 'scripts/a.ts': 'export const a = 1;', 'scripts/b.ts': 'export const b = 1;' };
    expect(await withTree(files, (root) => judgeGraph(root, table))).toEqual(['import graph: no import was seen']);
  });

  it('finds a cycle', async () => {
    const found = await judge({
      'shared/domain/a.ts': "import { b } from './b.ts';\nexport const a = (): unknown => b;",
      'shared/domain/b.ts': "import { a } from './a.ts';\nexport const b = (): unknown => a;",
    });
    expect(found).toContain('no-cycles: shared/domain/a.ts → shared/domain/b.ts → shared/domain/a.ts');
  });

  it('finds a cycle of types', async () => {
    const found = await judge({
      'shared/domain/a.ts': "import type { B } from './b.ts';\nexport interface A { b: B }",
      'shared/domain/b.ts': "import type { A } from './a.ts';\nexport interface B { a: A }",
    });
    expect(found).toContain('no-cycles');
  });

  it('finds an orphan and spares entry points', async () => {
    const found = await judge({ 'shared/domain/lonely.ts': 'export const a = 1;', 'scripts/start.ts': 'void 0;' });
    expect(found).toBe('no-orphans: shared/domain/lonely.ts (nothing imports it and it imports nothing)');
  });

  it('finds an import against the folder rules', async () => {
    const found = await judge({
      'renderer/ui/button.ts': "import { dossier } from '#shared/domain/dossier.ts';\nexport const b = dossier;",
    });
    expect(found).toContain('folder-rules-ui: renderer/ui/button.ts → shared/domain/dossier.ts');
  });

  it('finds an import from a nested zone that the outer zone could make', async () => {
    const found = await judge({
      'renderer/data/row-codec.ts': "import type { H } from '#renderer/host/host-bridge.ts';\nexport type C = H;",
      'renderer/data/unit-of-work.ts': "import type { H } from '#renderer/host/host-bridge.ts';\nexport type U = H;",
      'renderer/host/host-bridge.ts': 'export type H = 1;',
    });
    expect(found).toContain('folder-rules-row-codec: renderer/data/row-codec.ts → renderer/host/host-bridge.ts');
    expect(found).not.toContain('renderer/data/unit-of-work.ts');
  });

  it('finds what is reached through several files', async () => {
    const found = await judge({
      'shared/domain/a.ts': "import '#sync/protocol/b.ts';",
      'sync/protocol/b.ts': "import '#sync/transport/c.ts';",
      'sync/transport/c.ts': "import '#main/app/d.ts';",
      'main/app/d.ts': "import 'electron';",
      'node_modules/electron/package.json': '{"name":"electron","main":"index.js"}',
      'node_modules/electron/index.js': '',
    });
    expect(found).toMatch(/shared-stays-pure: shared\/domain\/a\.ts → .*electron/);
    expect(found).toContain('sync-core-stays-pure: sync/protocol/b.ts');
    expect(found).toContain('renderer-stays-in-the-browser: sync/transport/c.ts');
  });

  it('finds a way into test/', async () => {
    const found = await judge({
      'scripts/start.ts': "import '#test/fakes/clock.ts';",
      'test/fakes/clock.ts': "import '#shared/kernel/result.ts';",
    });
    expect(found).toContain('nothing-reaches-tests: scripts/start.ts → test/fakes/clock.ts');
    expect(found).toContain('folder-rules-scripts: scripts/start.ts → test/fakes/clock.ts');
  });

  it('finds a package outside its zone, a package of nobody and a built-in module', async () => {
    const found = await judge({
      'renderer/ui/a.ts': "import 'dexie';",
      'renderer/ui/b.ts': "import 'left-pad';",
      'renderer/ui/c.ts': "import 'node:fs';",
      'node_modules/dexie/package.json': '{"name":"dexie","main":"index.js"}',
      'node_modules/dexie/index.js': '',
      'node_modules/left-pad/package.json': '{"name":"left-pad","main":"index.js"}',
      'node_modules/left-pad/index.js': '',
    });
    expect(found).toContain('package-dexie: renderer/ui/a.ts');
    expect(found).toContain('unlisted-package: renderer/ui/b.ts → node_modules/left-pad/index.js');
    expect(found).toContain('node-built-ins: renderer/ui/c.ts → fs');
  });

  it('finds an import that leads nowhere', async () => {
    const found = await judge({ 'shared/domain/a.ts': "import '#shared/domain/gone.ts';" });
    expect(found).toContain('resolves: shared/domain/a.ts');
  });
});
