import { readFileSync } from 'node:fs';

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Counts of a vitest JSON report. Skipped tests count as failed: this project has none. A test file that failed to
 * load counts as one failed test, and so does a report that cannot be read.
 */
export function countVitest(file: string): TestCounts {
  const report = readJson(file);
  if (report === undefined) return { passed: 0, failed: 1 };
  const passed = numberAt(report, 'numPassedTests');
  const total = numberAt(report, 'numTotalTests');
  const brokenFiles = listAt(report, 'testResults').filter(
    (result) => result['status'] === 'failed' && listAt(result, 'assertionResults').length === 0,
  );
  return withAtLeastOne({ passed, failed: total - passed + brokenFiles.length });
}

/** Counts of a Playwright JSON report, in the same way. */
export function countPlaywright(file: string): TestCounts {
  const stats = readJson(file)?.['stats'];
  if (!isRecord(stats)) return { passed: 0, failed: 1 };
  const failed = numberAt(stats, 'unexpected') + numberAt(stats, 'flaky') + numberAt(stats, 'skipped');
  return withAtLeastOne({ passed: numberAt(stats, 'expected'), failed });
}

/** A run in which no test ran is a failure, not a success. */
function withAtLeastOne(counts: TestCounts): TestCounts {
  return counts.passed + counts.failed === 0 ? { passed: 0, failed: 1 } : counts;
}

type JsonRecord = Readonly<Record<string, unknown>>;

function readJson(file: string): JsonRecord | undefined {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function numberAt(record: JsonRecord, name: string): number {
  const value = record[name];
  return typeof value === 'number' ? value : 0;
}

function listAt(record: JsonRecord, name: string): readonly JsonRecord[] {
  const value = record[name];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
