import { describe, expect, it } from 'vitest';
import { judgePackages, judgeReadmes } from '#scripts/boundaries/project-rules.ts';
import { table } from '#scripts/boundaries/table.ts';
import { withTree } from './temp-tree.ts';

const manifest = (names: readonly string[]): string =>
  JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, '1.0.0'])) });
const known = table.packages.map(({ name }) => name);

describe('closed world of packages', () => {
  it('accepts a package.json that lists what the table lists', async () => {
    expect(await withTree({ 'package.json': manifest(known) }, (root) => judgePackages(root, table))).toEqual([]);
  });

  it('refuses a package without a row', async () => {
    const found = await withTree({ 'package.json': manifest([...known, 'left-pad']) }, (root) =>
      judgePackages(root, table),
    );
    expect(found).toEqual(['closed world: package "left-pad" has no row in scripts/boundaries/packages.ts']);
  });

  it('refuses a row without a package', async () => {
    const fewer = known.filter((name) => name !== 'dexie');
    const found = await withTree({ 'package.json': manifest(fewer) }, (root) => judgePackages(root, table));
    expect(found).toEqual(['closed world: the package table lists "dexie", package.json does not']);
  });

  it('counts development and optional dependencies', async () => {
    const text = JSON.stringify({
      dependencies: Object.fromEntries(known.map((name) => [name, '1.0.0'])),
      devDependencies: { 'left-pad': '1.0.0' },
      optionalDependencies: { 'right-pad': '1.0.0' },
    });
    const found = await withTree({ 'package.json': text }, (root) => judgePackages(root, table));
    expect(found.join('\n')).toMatch(/left-pad[^]*right-pad/);
  });
});

describe('folder READMEs', () => {
  const code = { 'shared/kernel/result.ts': 'export const ok = 1;' };

  it('asks for one in every folder of the tree that exists', async () => {
    expect(await withTree(code, (root) => judgeReadmes(root, table))).toEqual([
      'folder README: shared/README.md is missing',
      'folder README: shared/kernel/README.md is missing',
    ]);
  });

  it('refuses more than ten lines', async () => {
    const long = { ...code, 'shared/README.md': '# shared\n', 'shared/kernel/README.md': 'line\n'.repeat(11) };
    expect(await withTree(long, (root) => judgeReadmes(root, table))).toEqual([
      'folder README: shared/kernel/README.md has 11 lines, at most 10',
    ]);
  });

  it('accepts ten lines', async () => {
    const fine = { ...code, 'shared/README.md': '# shared\n', 'shared/kernel/README.md': 'line\n'.repeat(10) };
    expect(await withTree(fine, (root) => judgeReadmes(root, table))).toEqual([]);
  });
});
