import { join, relative, sep } from 'node:path';
import ts from 'typescript';
import { zoneOf } from './paths.ts';
import { CODE_FOLDERS, listFiles } from './source-files.ts';
import type { BoundaryTable } from './table.ts';
import type { Environment } from './zone.ts';

/** What each environment may know of its runtime. `lib.` and `.d.ts` are left out. */
const RUNTIMES: Readonly<Record<Environment, { readonly lib: readonly string[]; readonly types: readonly string[] }>> =
  {
    pure: { lib: ['es2023'], types: [] },
    documents: { lib: ['es2023'], types: [] },
    worker: { lib: ['es2023', 'webworker'], types: ['vite/client'] },
    dom: { lib: ['es2023', 'dom', 'dom.iterable'], types: ['vite/client'] },
    node: { lib: ['es2023'], types: ['node'] },
    test: { lib: ['es2023', 'dom', 'dom.iterable'], types: ['node'] },
  };
const ENVIRONMENTS = Object.keys(RUNTIMES) as readonly Environment[];

/** Worker code outside its folders, and what both sides of a worker say to each other. */
const WORKER_FILE =
  /^renderer\/(?:.*\.worker\.ts|(?:workflows|platform)\/.*-messages\.ts|workflows\/papers\/stream-zlib\.ts)$/;

/** First fence: every source file is compiled in the environment of its folder, and in no other. */
export function judgeEnvironments(root: string, table: BoundaryTable): readonly string[] {
  const projects = ENVIRONMENTS.map((environment) => ({ environment, ...readProject(root, environment) }));
  const files = listFiles(root, CODE_FOLDERS, /\.tsx?$/).filter((path) => !path.endsWith('.d.ts'));
  return [
    ...projects.flatMap((project) => judgeRuntime(project.environment, project.options)),
    ...files.flatMap((path) => {
      const expected = WORKER_FILE.test(path) ? 'worker' : zoneOf(table, path)?.environment;
      const actual = projects.filter(({ fileNames }) => fileNames.has(path)).map(({ environment }) => environment);
      if (actual.length === 1 && actual[0] === expected) return [];
      const where = actual.join(', ') || 'no project';
      return [
        `type environment: ${path} belongs to ${expected ?? 'no folder of the tree'}, but is compiled in ${where}`,
      ];
    }),
  ];
}

function readProject(root: string, environment: Environment): { options: ts.CompilerOptions; fileNames: Set<string> } {
  const path = join(root, `tsconfig.${environment}.json`);
  const config = ts.readConfigFile(path, (file) => ts.sys.readFile(file));
  const parsed = ts.parseJsonConfigFileContent(config.config ?? {}, ts.sys, root, undefined, path);
  const fileNames = parsed.fileNames.map((file) => relative(root, file).split(sep).join('/'));
  return { options: parsed.options, fileNames: new Set(fileNames) };
}

function judgeRuntime(environment: Environment, options: ts.CompilerOptions): readonly string[] {
  const lib = (options.lib ?? []).map((file) => file.replace(/^lib\./, '').replace(/\.d\.ts$/, ''));
  const types = options.types ?? ['*'];
  const wanted = RUNTIMES[environment];
  return [
    ...difference(lib, wanted.lib).map(
      (name) => `type environment: tsconfig.${environment}.json must not see lib "${name}"`,
    ),
    ...difference(types, wanted.types).map(
      (name) => `type environment: tsconfig.${environment}.json must not see types "${name}"`,
    ),
    ...(options.strict === true ? [] : [`type environment: tsconfig.${environment}.json is not strict`]),
  ];
}

const difference = (a: readonly string[], b: readonly string[]): readonly string[] =>
  a.filter((name) => !b.includes(name));
