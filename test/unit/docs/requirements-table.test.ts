import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '#scripts/project-paths.ts';

/** Every requirement, in the order of the table. A new one is added here and in docs/requirements.md. */
const REQUIREMENT_IDS: readonly string[] = [
  'IN-01 IN-02 IN-03 IN-04 IN-05 IN-06 IN-07 IN-08 IN-09 IN-10 IN-11 IN-12 IN-13',
  'IN-14 IN-15 IN-16 IN-17 IN-18 IN-19 IN-20 IN-21 IN-22 IN-23 IN-24 IN-25 IN-26',
  'DG-01 DG-02 DG-03 DG-04 DG-05 DG-06 DG-07 DG-08 DG-09 DG-10 DG-11 DG-12 DG-13',
  'RC-01 RC-02 RC-03 RC-04 RC-05 RC-06 RC-07 RC-08 RC-09',
  'FE-01 FE-02 FE-03 FE-04 FE-05 FE-06 FE-07 FE-08 FE-09 FE-10 FE-11 FE-12 FE-13',
  'LK-01 LK-02 LK-03 LK-04 LK-05 LK-06 LK-07',
  'RT-01 RT-02 RT-03 RT-04 RT-05 RT-06 RT-07 RT-08 RT-09 RT-10 RT-11 RT-12 RT-13',
  'PO-01 PO-02 PO-03 PO-04 PO-05 PO-06 PO-07 PO-08 PO-09 PO-10',
  'ST-01 ST-02 ST-03 ST-04 ST-05 ST-06 ST-07 ST-08 ST-09',
  'EV-01 EV-02 EV-03 EV-04 EV-05 EV-06 EV-07',
  'FB-01 FB-02 FB-03',
  'SE-01 SE-02 SE-03 SE-04 SE-05 SE-06 SE-07 SE-08 SE-09 SE-10 SE-11 SE-12 SE-13',
  'SE-14 SE-15 SE-16 SE-17 SE-18',
  'IC-01 IC-02 IC-03 IC-04 IC-05 IC-06 IC-07 IC-08 IC-09',
  'AR-01 AR-02 AR-03 AR-04 AR-05 AR-06 AR-07 AR-08',
  'SY-01 SY-02 SY-03 SY-04 SY-05 SY-06 SY-07 SY-08 SY-09 SY-10 SY-11 SY-12 SY-13',
].flatMap((line) => line.split(' '));
const STATUS = /^(met|partly met: .+|later: .+)$/;
const TEST_FILE = /^test\/.+\.(test|spec|contract)\.tsx?$/;

interface Row {
  readonly id: string;
  readonly status: string;
  readonly where: string;
  readonly test: string;
}

const rows = readRows();

describe('docs/requirements.md', () => {
  it('has every requirement exactly once, in order', () => {
    expect(rows.map(({ id }) => id)).toEqual(REQUIREMENT_IDS);
  });

  it('says of each whether it is met, and what is missing or which work brings it', () => {
    expect(rows.filter(({ status }) => !STATUS.test(status))).toEqual([]);
  });

  it('counts what it lists', () => {
    const count = (status: string): number => rows.filter((row) => row.status.split(':')[0] === status).length;
    const sentence = `Today: ${count('met')} met, ${count('partly met')} partly met, ${count('later')} later, of ${rows.length}.`;
    expect(readText('docs/requirements.md')).toContain(sentence);
  });

  it('names only files that exist, code under one heading and tests under the other', () => {
    const code = rows.flatMap(({ id, where }) => pathsIn(where).map((file) => ({ id, file })));
    const tests = rows.flatMap(({ id, test }) => pathsIn(test).map((file) => ({ id, file })));
    expect(code.length).toBeGreaterThan(0);
    expect(tests.length).toBeGreaterThan(0);
    expect([...code, ...tests].filter(({ file }) => !existsSync(path.join(PROJECT_ROOT, file)))).toEqual([]);
    expect(code.filter(({ file }) => file.startsWith('test/'))).toEqual([]);
    expect(tests.filter(({ file }) => !TEST_FILE.test(file))).toEqual([]);
  });

  it('names code and a test for whatever is met, even partly, and none for what comes later', () => {
    const claimed = rows.filter(({ status }) => !status.startsWith('later'));
    expect(claimed.filter(({ where, test }) => pathsIn(where).length === 0 || namesIn(test).length === 0)).toEqual([]);
    const later = rows.filter(({ status }) => status.startsWith('later'));
    expect(later.filter(({ where, test }) => where !== '–' || test !== '–')).toEqual([]);
  });

  it('quotes names that stand in the test file named before them', () => {
    const quoted = rows.flatMap(({ id, test }) => namesIn(test).map((name) => ({ id, ...name })));
    expect(quoted.filter(({ file, name }) => !titleLinesOf(file).some((line) => line.includes(name)))).toEqual([]);
  });
});

function readText(file: string): string {
  return readFileSync(path.join(PROJECT_ROOT, file), 'utf8');
}

function readRows(): readonly Row[] {
  return readText('docs/requirements.md')
    .split('\n')
    .filter((line) => /^\|\s*[A-Z]{2}-\d/.test(line))
    .map((line) => {
      const [id = '', , status = '', where = '', test = ''] = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      return { id, status, where, test };
    });
}

function pathsIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
}

/** Each quoted part of a test's name, with the file it is said to be in: the last one named before it. */
function namesIn(cell: string): readonly { readonly file: string; readonly name: string }[] {
  let file = '';
  return [...cell.matchAll(/`([^`]+)`|“([^”]+)”/g)].flatMap(([, named, name]) => {
    if (named !== undefined) file = named;
    return name === undefined ? [] : [{ file, name }];
  });
}

/** The lines of a test file that name a suite or a test: the call, the end of its table of cases, or a name alone. */
function titleLinesOf(file: string): readonly string[] {
  return readText(file)
    .split('\n')
    .filter((line) => /^\s*((describe|it|test)\b|.*\)\(['"`]|['"`])/.test(line));
}
