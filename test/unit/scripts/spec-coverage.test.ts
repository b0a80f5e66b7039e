import { describe, expect, it } from 'vitest';
import { compareSpec, parseRules, parseTestNames } from '#scripts/spec/spec-coverage.ts';

describe('rules of a specification', () => {
  it('are bold ids at the start of a line, list item, heading or table row', () => {
    const text = [
      '**OB1** a',
      '- **EN3** b',
      '  * **EN4.** c',
      '1. **PR2** d',
      '### **NB7** e',
      '| **MO1** | f |',
    ].join('\n');
    expect(parseRules(text).map(({ ruleId, line }) => `${ruleId}@${line}`)).toEqual([
      'OB1@1',
      'EN3@2',
      'EN4@3',
      'PR2@4',
      'NB7@5',
      'MO1@6',
    ]);
  });

  it('are neither mentions nor examples', () => {
    expect(parseRules('see **EN3** above\n- as EN4 says\n```\n- **EN5** example\n```\n- **Note** x')).toEqual([]);
  });
});

describe('test names', () => {
  it('carry ids in brackets at their start', () => {
    const source = [
      "it('[EN3] parks one line', f);",
      'it(`[OB1][OB2] keeps rows`, f);',
      'test("[NB1, NB2] leases", f);',
      "it.each(cases)(\n  '[EN4] waits %s', f);",
    ].join('\n');
    expect(parseTestNames('a.test.ts', source).ruleIds).toEqual(['EN3', 'OB1', 'OB2', 'NB1', 'NB2', 'EN4']);
  });

  it('are not other texts', () => {
    expect(
      parseTestNames('a.test.ts', "// [EN3]\nconst a = ['EN4']; it('shows EN5', f); it('[draft] x', f);").ruleIds,
    ).toEqual([]);
  });
});

describe('comparison', () => {
  const rules = parseRules('- **EN1** a\n- **EN2** b\n- **EN1** again');

  it('lists rules without a test, tests of unknown rules and rules stated twice', () => {
    const report = compareSpec(rules, [{ file: 'a.test.ts', ruleIds: ['EN1', 'EN9'] }]);
    expect(report.rulesWithoutTest).toEqual([{ ruleId: 'EN2', line: 2 }]);
    expect(report.unknownRules).toEqual([{ file: 'a.test.ts', ruleId: 'EN9' }]);
    expect(report.duplicateRules).toEqual([{ ruleId: 'EN1', line: 3 }]);
  });

  it('is silent when everything matches', () => {
    const report = compareSpec(rules.slice(0, 2), [{ file: 'a.test.ts', ruleIds: ['EN1', 'EN2'] }]);
    expect(report).toEqual({ rulesWithoutTest: [], unknownRules: [], duplicateRules: [] });
  });
});
