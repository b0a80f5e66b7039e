import { join } from 'node:path';
import process from 'node:process';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { judgeEnvironments } from '#scripts/boundaries/environments.ts';
import { table } from '#scripts/boundaries/table.ts';
import { withTree } from './temp-tree.ts';
import type { Environment } from '#scripts/boundaries/zone.ts';

const TIMEOUT_MS = 60_000;
const root = process.cwd();

/** Names that `source` uses and the environment does not have. The planted file exists in memory only. */
function unknownNames(environment: Environment, source: string): readonly string[] {
  const path = join(root, `tsconfig.${environment}.json`);
  const parsed = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path, (file) => ts.sys.readFile(file)).config,
    ts.sys,
    root,
    undefined,
    path,
  );
  const planted = join(root, `planted-${environment}.ts`);
  const options = { ...parsed.options, noEmit: true, composite: false, incremental: false, emitDeclarationOnly: false };
  const host = ts.createCompilerHost(options);
  const original = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) =>
    file === planted ? ts.createSourceFile(file, source, ts.ScriptTarget.ES2023, true) : original(file, ...rest);
  const ambient = parsed.fileNames.filter((file) => file.endsWith('/shared/kernel/environment.d.ts'));
  const program = ts.createProgram([planted, ...ambient], options, host);
  return program.getSemanticDiagnostics(program.getSourceFile(planted)).flatMap(({ messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, ' ');
    const name = /Cannot find name '(\w+)'/.exec(text)?.[1];
    return name === undefined ? [text] : [name];
  });
}

/** They have no types: only their files are named, as addresses or in style sheets, or they are virtual. */
const WITHOUT_TYPES = ['@fontsource/be-vietnam-pro', '@tesseract.js-data/vie', 'tesseract.js-core', 'vite-plugin-pwa'];

/** Imports every package the environment's folders may use: none of them may bring foreign globals along. */
function importsOf(environment: Environment): string {
  const zones = table.zones.filter((zone) => zone.environment === environment).map(({ zone }) => zone);
  return table.packages
    .filter((rule) => rule.zones.some((zone) => zones.includes(zone)))
    .filter(({ name }) => !WITHOUT_TYPES.includes(name))
    .map(({ name }, index) => `import type * as p${index} from '${name}';\nexport type T${index} = typeof p${index};`)
    .join('\n');
}

describe('what each type environment knows', { timeout: TIMEOUT_MS }, () => {
  const USES = 'export const used = [window, document, fetch, process, Buffer, setTimeout, indexedDB, importScripts];';
  it.each([
    ['pure', ['window', 'document', 'fetch', 'process', 'Buffer', 'setTimeout', 'indexedDB', 'importScripts']],
    ['documents', ['window', 'document', 'fetch', 'process', 'Buffer', 'setTimeout', 'indexedDB', 'importScripts']],
    ['worker', ['window', 'document', 'process', 'Buffer']],
    ['dom', ['process', 'Buffer', 'importScripts']],
    ['node', ['window', 'document', 'indexedDB', 'importScripts']],
  ] as const)('%s does not know %j, whatever its packages bring along', (environment, unknown) => {
    const source = environment === 'node' ? USES : `${importsOf(environment)}\n${USES}`;
    expect(unknownNames(environment, source)).toEqual(unknown);
  });

  it('pure code may name bytes and text, which every runtime has', () => {
    const source = 'export const size = (b: Blob): number => b.size + new TextEncoder().encode("x").length;';
    expect(unknownNames('pure', source)).toEqual([]);
  });
});

describe('every file is compiled in the environment of its folder', { timeout: TIMEOUT_MS }, () => {
  const config = (include: string, lib: readonly string[], types: readonly string[] = []): string =>
    JSON.stringify({ compilerOptions: { strict: true, lib, types }, include: [include] });
  const CLEAN = {
    'tsconfig.pure.json': config('shared/kernel', ['es2023']),
    'tsconfig.documents.json': config('shared/documents', ['es2023']),
    'tsconfig.worker.json': config('renderer/platform/workers', ['es2023', 'webworker']),
    'tsconfig.dom.json': config('renderer/ui', ['es2023', 'dom'], ['vite/client']),
    'tsconfig.node.json': config('main', ['es2023'], ['node']),
    'tsconfig.test.json': config('test', ['es2023', 'dom'], ['node']),
    'shared/kernel/result.ts': 'export const ok = 1;',
  };
  const judge = (planted: Readonly<Record<string, string>>): Promise<string> =>
    withTree({ ...CLEAN, ...planted }, (tree) => judgeEnvironments(tree, table).join('\n'));

  it('accepts a clean tree', async () => {
    expect(await judge({})).toBe('');
  });

  it('refuses a file that no project compiles', async () => {
    expect(await judge({ 'shared/domain/dossier.ts': 'export const a = 1;' })).toBe(
      'type environment: shared/domain/dossier.ts belongs to pure, but is compiled in no project',
    );
  });

  it('refuses a file in the wrong project and in two projects', async () => {
    expect(await judge({ 'tsconfig.node.json': config('shared/kernel', ['es2023'], ['node']) })).toContain(
      'shared/kernel/result.ts belongs to pure, but is compiled in pure, node',
    );
    expect(await judge({ 'renderer/ui/hash.worker.ts': 'export const a = 1;' })).toContain(
      'belongs to worker, but is compiled in dom',
    );
  });

  it('refuses a widened environment', async () => {
    expect(await judge({ 'tsconfig.pure.json': config('shared/kernel', ['es2023', 'dom'], ['node']) })).toBe(
      'type environment: tsconfig.pure.json must not see lib "dom"\ntype environment: tsconfig.pure.json must not see types "node"',
    );
  });
});
