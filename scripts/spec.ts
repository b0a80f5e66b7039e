import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { listFiles } from './boundaries/source-files.ts';
import { compareSpec, parseRules, parseTestNames } from './spec/spec-coverage.ts';

/**
 * `npm run spec`: every rule of sync/SPEC.md is named by a test (`it('[EN3] …')`), and no test names a rule that the
 * specification does not have. A specification without a single rule fails too: nothing would be checked.
 */
const SPEC = 'sync/SPEC.md';

const rules = existsSync(SPEC) ? parseRules(readFileSync(SPEC, 'utf8')) : [];
// Contract suites are plain modules, so every file counts; the tests of this very script hold made-up rules.
const tests = listFiles('.', ['test'], /\.tsx?$/)
  .filter((path) => !path.startsWith('test/unit/scripts/'))
  .map((path) => parseTestNames(path, readFileSync(path, 'utf8')));
const report = compareSpec(rules, tests);
const problems = [
  ...(rules.length === 0 ? [`${SPEC}: no rule found`] : []),
  ...report.duplicateRules.map(({ ruleId, line }) => `${SPEC}:${line} ${ruleId} is stated twice`),
  ...report.rulesWithoutTest.map(({ ruleId, line }) => `${SPEC}:${line} ${ruleId} has no test`),
  ...report.unknownRules.map(({ file, ruleId }) => `${file}: names the unknown rule ${ruleId}`),
];
for (const problem of problems) console.error(problem);
console.log(`spec: ${rules.length} rules, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
