import { describe, expect, it } from 'vitest';
import { findWeakTests, judgeTests } from '#scripts/boundaries/no-skips.ts';
import { withTree } from './temp-tree.ts';

describe('weak tests', () => {
  it.each([
    "it.skip('a', () => {});",
    "test.only('a', () => {});",
    "describe.todo('a');",
    "test.fixme('a', () => {});",
    'test.skip(isSlow);',
    "it.concurrent.only('a', () => {});",
    "it.skipIf(true)('a', () => {});",
    "it.runIf(false)('a', () => {});",
    "it.fails('a', () => {});",
    "test.describe.only('a', () => {});",
    "xit('a', () => {});",
    "fdescribe('a', () => {});",
    "describe('a', { retry: 2 }, () => {});",
    "it('a', { skip: true }, () => {});",
    'test.describe.configure({ retries: 1 });',
    "it('a', (context) => { context.skip(); });",
    "test('a', ({}, testInfo) => { testInfo.fixme(); });",
  ])('%s is found', (source) => {
    expect(findWeakTests('test/unit/a.test.ts', source)).toEqual([
      expect.stringContaining('weak test: test/unit/a.test.ts:1 '),
    ]);
  });

  it.each([
    "it('a', () => {});",
    "it.each([{ skip: 1 }])('a', () => {});",
    "describe('a', { timeout: 5 }, () => {});",
    "it('says it.skip in its name', () => {});",
    '// it.only would be wrong',
    'rows.skip(3); cursor.only(1); only();',
  ])('%s is accepted', (source) => {
    expect(findWeakTests('test/unit/a.test.ts', source)).toEqual([]);
  });

  it('reads every file below test/', async () => {
    const files = {
      'test/contract/outbox-suite.ts': "\n\nit.only('a', () => {});",
      'test/unit/a.test.ts': "it('a', () => {});",
    };
    const found = await withTree(files, (root) => judgeTests(root));
    expect(found).toEqual([expect.stringContaining('test/contract/outbox-suite.ts:3 it.only')]);
  });
});
