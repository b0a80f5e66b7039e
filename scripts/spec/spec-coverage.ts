/** A rule of sync/SPEC.md with the line it stands on (1 = first). */
export interface SpecRule {
  readonly ruleId: string;
  readonly line: number;
}

export interface TestName {
  readonly file: string;
  readonly ruleIds: readonly string[];
}

export interface SpecReport {
  readonly rulesWithoutTest: readonly SpecRule[];
  readonly unknownRules: readonly { readonly file: string; readonly ruleId: string }[];
  readonly duplicateRules: readonly SpecRule[];
}

/** Two to four capitals and a number: `EN3`, `OB12`, `EN3a`. */
const RULE_ID = String.raw`[A-Z]{2,4}\d+[a-z]?`;
/** At the start of a line, in a list, a heading or a table, bold: `- **EN3** …`, `**OB4.** …`, `| **NB1** | …`. */
const RULE_LINE = new RegExp(String.raw`^\s*(?:[-*+]\s+|\d+\.\s+|#{1,6}\s+|\|\s*)?\*\*(${RULE_ID})\b`);
/** The quoted name of a test: `it('[EN3] …'`, `it('[EN3][OB4] …'`, also over a line break after the parenthesis. */
const TEST_NAME = new RegExp(String.raw`(?:\(|,)\s*(['"\`])((?:\[${RULE_ID}(?:\s*,\s*${RULE_ID})*\]\s*)+)`, 'g');

/** Rules that a specification states. Lines inside code fences state none. */
export function parseRules(markdown: string): readonly SpecRule[] {
  let isInFence = false;
  return markdown.split('\n').flatMap((text, index) => {
    if (/^\s*(?:```|~~~)/.test(text)) isInFence = !isInFence;
    const ruleId = isInFence ? undefined : RULE_LINE.exec(text)?.[1];
    return ruleId === undefined ? [] : [{ ruleId, line: index + 1 }];
  });
}

/** Rule ids named by the tests of one file. */
export function parseTestNames(file: string, source: string): TestName {
  const ids = [...source.matchAll(TEST_NAME)].flatMap(([, , tags = '']) => tags.match(new RegExp(RULE_ID, 'g')) ?? []);
  return { file, ruleIds: [...new Set(ids)] };
}

/** What specification and tests do not have in common. */
export function compareSpec(rules: readonly SpecRule[], tests: readonly TestName[]): SpecReport {
  const known = new Set(rules.map(({ ruleId }) => ruleId));
  const tested = new Set(tests.flatMap(({ ruleIds }) => ruleIds));
  return {
    rulesWithoutTest: rules.filter(({ ruleId }) => !tested.has(ruleId)),
    unknownRules: tests.flatMap(({ file, ruleIds }) =>
      ruleIds.filter((ruleId) => !known.has(ruleId)).map((ruleId) => ({ file, ruleId })),
    ),
    duplicateRules: rules.filter(({ ruleId }, index) => rules.findIndex((rule) => rule.ruleId === ruleId) !== index),
  };
}
