import { ESLint } from 'eslint';
import { parser } from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { boundariesPlugin } from '#scripts/boundaries/eslint-plugin.ts';

/** The project's own rules alone: no type information, so that planted files need not exist. */
const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ['**/*.{ts,tsx}'],
      plugins: { boundaries: boundariesPlugin },
      languageOptions: { parser },
      rules: {
        'boundaries/imports': 'error',
        'boundaries/capabilities': 'error',
        'boundaries/comments': 'error',
        'boundaries/file-name': 'error',
      },
    },
  ],
});

async function lint(filePath: string, source: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(source, { filePath });
  return (result?.messages ?? []).map(({ ruleId, message }) => `${ruleId ?? 'parser'}: ${message}`);
}

const SCREEN = 'renderer/features/intake/intake.tsx';
const RULE = 'shared/domain/decide-accept.ts';

describe('boundaries/imports', () => {
  it.each([
    ["import { db } from '#renderer/data/schema/database.ts';", 'features (renderer/features) may not import schema'],
    ["export * from '#renderer/data/schema/database.ts';", 'may not import schema'],
    ["export { db } from '#renderer/data/schema/database.ts';", 'may not import schema'],
    ["await import('#renderer/data/schema/database.ts');", 'may not import schema'],
    ["export type Db = import('#renderer/data/schema/database.ts').Db;", 'may not import schema'],
    ["import '../ui/button.css';", 'never "../"'],
    ["import { type A, b } from '#renderer/workflows/accept-dossier.ts';", 'only types of workflows'],
    ["import Dexie from 'dexie';", 'package "dexie" may not be imported by features'],
  ])('%s is refused', async (source, message) => {
    expect(await lint(SCREEN, source)).toEqual([expect.stringContaining(`boundaries/imports: `)]);
    expect((await lint(SCREEN, source))[0]).toContain(message);
  });

  it('refuses a capability that comes as an import of a built-in module', async () => {
    const path = 'sync/gateway/services/numbering.ts';
    expect(await lint(path, "import { randomUUID } from 'node:crypto';\nexport const id = randomUUID;")).toEqual([
      expect.stringContaining('"node:crypto randomUUID" (Randomness and ids)'),
    ]);
    expect(await lint(path, "import { setTimeout } from 'node:timers/promises';\nexport { setTimeout };")).toEqual([
      expect.stringContaining('(Timers)'),
    ]);
  });

  it('accepts a clean file', async () => {
    const source = [
      "import type { AcceptDossier } from '#renderer/workflows/accept-dossier.ts';",
      "import { type Query } from '#renderer/data/queries/queries.ts';",
      "import { Button } from '#renderer/ui/button.tsx';",
      "import { row } from './row.ts';",
      'export const all: readonly [AcceptDossier, Query, unknown, unknown] | undefined = [Button, row] as never;',
    ].join('\n');
    expect(await lint(SCREEN, source)).toEqual([]);
  });
});

describe('boundaries/capabilities', () => {
  it.each([
    ['fetch("/x");', '"fetch" (Network) belongs to sync/transport; use `GatewayClient`'],
    ['window.fetch("/x");', '"fetch" (Network)'],
    ['globalThis["fetch"]("/x");', '"fetch" (Network)'],
    ['new WebSocket("x");', '"WebSocket" (Network)'],
    ['export const a = navigator.onLine;', '"navigator.onLine"'],
    ['export const a = window.navigator?.onLine;', '"navigator.onLine"'],
    ['const { onLine } = navigator; export { onLine };', '"navigator.onLine"'],
    ['export const a = Date.now();', '"Date.now" (Wall clock)'],
    ['export const a = new Date();', '"Date()" (Wall clock)'],
    ['export const a = Date();', '"Date()" (Wall clock)'],
    ['export const a = performance.now();', '"performance.now" (Wall clock)'],
    ['setTimeout(() => 1, 2);', '"setTimeout" (Timers)'],
    ['window.setInterval(() => 1, 2);', '"setInterval" (Timers)'],
    ['export const a = AbortSignal.timeout(1);', '"AbortSignal.timeout" (Timers)'],
    ['export const a = Math.random();', '"Math.random" (Randomness and ids)'],
    ['export const a = crypto.randomUUID();', '"crypto.randomUUID" (Randomness and ids)'],
    ['const { randomUUID } = globalThis.crypto; export { randomUUID };', '"crypto.randomUUID"'],
    ['export const a = crypto.subtle;', '"crypto.subtle" (Hashing and Web Crypto)'],
    ['localStorage.setItem("a", "b");', '"localStorage" (Web storage and cookies)'],
    ['document.cookie = "a";', '"document.cookie"'],
    ['export const a = caches.open("x");', '"caches" (Cache API)'],
    ['export const a = indexedDB;', '"indexedDB" (IndexedDB)'],
    ['console.log("x");', '"console" (`console`)'],
    ['export const a = process.env["HOME"];', '"process.env" (Environment variables)'],
    ['export const a = import.meta.env;', '"import.meta.env" (Environment variables)'],
    ['eval("1");', '"eval" (Generated code)'],
  ])('%s is refused', async (source, message) => {
    expect((await lint(RULE, source)).join('\n')).toContain(message);
  });

  it.each([
    ['sync/transport/http-client.ts', 'export const a = fetch("/x");'],
    ['renderer/platform/web-connectivity.ts', 'export const a = navigator.onLine;'],
    ['renderer/platform/system-clock.ts', 'export const a = Date.now();'],
    ['sync/gateway/app.ts', 'setTimeout(() => new Date(), 1);'],
    ['renderer/ui/toast.tsx', 'setTimeout(() => 1, 1);'],
    ['renderer/data/schema/database.ts', 'export const a = indexedDB;'],
    ['renderer/pwa/registration.ts', 'export const a = caches;'],
    ['renderer/platform/console-logger.ts', 'console.log("x");'],
    ['test/unit/x.test.ts', 'export const a = Date.now() + Math.random();'],
    ['scripts/start.ts', 'console.log(process.env["HOME"]);'],
  ])('%s may', async (path, source) => {
    expect(await lint(path, source)).toEqual([]);
  });

  it('is not fooled by, and does not trip over, local names', async () => {
    const own = 'export function run(fetch: () => number, Date: { now(): number }) { return fetch() + Date.now(); }';
    expect(await lint(RULE, own)).toEqual([]);
    expect(await lint(RULE, 'export const at = (text: string): Date => new Date(text);')).toEqual([]);
    const renamed = "import clock from 'node:process';\nexport const a = clock.env;";
    expect((await lint('main/printing/printer.ts', renamed)).join('\n')).toContain('(Environment variables)');
  });

  it('keeps branches on the environment out of every composition', async () => {
    const found = await lint('renderer/app/compose.browser.ts', 'export const a = import.meta.env.DEV;');
    expect(found).toEqual([expect.stringContaining('"import.meta.env.DEV" (Environment branches) belongs to nobody')]);
  });

  it('keeps the console out of tests too', async () => {
    expect((await lint('test/unit/x.test.ts', 'console.log(1);')).join('\n')).toContain('"console"');
  });
});

describe('boundaries/comments', () => {
  it.each([
    ['// eslint-disable-next-line eqeqeq', 'needs a reason'],
    ['/* eslint-disable eqeqeq */', 'needs a reason'],
    ['// eslint-disable-next-line eqeqeq -- because', 'needs a reason'],
    ['/* eslint-disable -- everything in here is generated */', 'name the lint rules'],
    ['/* eslint-disable */', 'needs a reason'],
    ['// TODO: later', 'needs an issue number'],
  ])('%s is refused', async (source, message) => {
    expect((await lint(RULE, `${source}\nexport const a = 1;\n`)).join('\n')).toContain(message);
  });

  it('accepts a reason and an issue number', async () => {
    const source =
      '// eslint-disable-next-line boundaries/capabilities -- the one place that may\nfetch("/x"); // TODO #12 widen\n';
    expect(await lint(RULE, source)).toEqual([]);
  });
});

describe('boundaries/file-name', () => {
  it.each([
    ['shared/domain/DecideAccept.ts', 'not kebab-case'],
    ['shared/domain/date-utils.ts', 'names nothing'],
    ['renderer/helpers/x.ts', 'names nothing'],
    ['shared/domain/index.ts', 'no barrels'],
  ])('%s is refused', async (path, message) => {
    expect((await lint(path, 'export const a = 1;')).join('\n')).toContain(message);
  });

  it('accepts kebab-case and the barrels of boundaries', async () => {
    expect(await lint('shared/ipc/index.ts', 'export const a = 1;')).toEqual([]);
    expect(await lint('renderer/app/compose.electron.ts', 'export const a = 1;')).toEqual([]);
  });
});
