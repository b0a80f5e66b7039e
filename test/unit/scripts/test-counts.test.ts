import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countPlaywright, countVitest } from '#scripts/testing/test-counts.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'qmc-counts-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const report = (content: unknown): string => {
  const file = path.join(folder, 'report.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

describe('counts of a vitest report', () => {
  it('are its real numbers', () => {
    expect(countVitest(report({ numPassedTests: 7, numTotalTests: 9, testResults: [] }))).toEqual({
      passed: 7,
      failed: 2,
    });
  });

  it('include a file that did not load', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    expect(countVitest(report({ numPassedTests: 7, numTotalTests: 7, testResults }))).toEqual({ passed: 7, failed: 1 });
  });

  it.each([['{}'], ['not json'], [{ numPassedTests: 0, numTotalTests: 0 }]])(
    'are a failure when nothing ran: %j',
    (content) => {
      expect(countVitest(report(content))).toEqual({ passed: 0, failed: 1 });
    },
  );

  it('are a failure when there is no report', () => {
    expect(countVitest(path.join(folder, 'none.json'))).toEqual({ passed: 0, failed: 1 });
  });
});

describe('counts of a Playwright report', () => {
  it('take flaky and skipped tests for failed', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 1 };
    expect(countPlaywright(report({ stats }))).toEqual({ passed: 5, failed: 3 });
  });

  it.each([['{}'], [{ stats: { expected: 0 } }]])('are a failure when nothing ran: %j', (content) => {
    expect(countPlaywright(report(content))).toEqual({ passed: 0, failed: 1 });
  });
});
