import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

/** Type information of the whole tree takes its time. */
const TIMEOUT_MS = 90_000;
/** An existing file of a project, whose text is replaced by planted text. */
const EXISTING = 'shared/kernel/result.ts';

const eslint = new ESLint();

async function lint(filePath: string, source: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(source, { filePath });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId ?? 'parser');
}

describe('eslint.config.js', () => {
  it.each([
    ['shared/domain/a.ts', 'boundaries/imports'],
    ['sync/engine/a.ts', 'boundaries/capabilities'],
    ['renderer/features/intake/a.tsx', 'boundaries/comments'],
    ['main/app/a.ts', 'boundaries/file-name'],
    ['renderer/features/intake/a.tsx', 'react-hooks/rules-of-hooks'],
    ['renderer/features/intake/a.tsx', 'react-hooks/exhaustive-deps'],
    ['test/unit/a.test.ts', '@typescript-eslint/no-floating-promises'],
    ['sync/gateway/a.ts', '@typescript-eslint/switch-exhaustiveness-check'],
  ])(
    'makes errors in %s of %s',
    async (path, rule) => {
      const config = (await eslint.calculateConfigForFile(path)) as { rules: Record<string, [number]> };
      expect(config.rules[rule]?.[0]).toBe(2);
    },
    TIMEOUT_MS,
  );

  it.each([
    [
      'a promise nobody waits for',
      'export function run(work: () => Promise<void>): void { work(); }',
      'no-floating-promises',
    ],
    [
      'a switch that misses a case',
      "export function run(kind: 'a' | 'b'): number { switch (kind) { case 'a': return 1; } return 2; }",
      'switch-exhaustiveness-check',
    ],
    ['any', 'export const a: any = 1;', 'no-explicit-any'],
    ['an enum', 'export enum Colour { Red }', 'no-restricted-syntax'],
    ['a default export', 'export default 1;', 'no-restricted-syntax'],
    [
      'a function of 43 lines',
      `export function long(): void {\n${'  void 0;\n'.repeat(41)}}`,
      'max-lines-per-function',
    ],
    ['a file of 301 lines', 'void 0;\n'.repeat(301), 'max-lines'],
  ])(
    'refuses %s',
    async (_what, source, rule) => {
      expect((await lint(EXISTING, source)).map((name) => name.replace('@typescript-eslint/', ''))).toContain(rule);
    },
    TIMEOUT_MS,
  );

  it(
    'accepts a clean file',
    async () => {
      expect(await lint(EXISTING, 'export const doubled = (value: number): number => value * 2;\n')).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
