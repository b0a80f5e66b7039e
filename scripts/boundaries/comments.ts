/** A comment that switches a check off must say why, after ` -- `; fewer characters than this say nothing. */
const SHORTEST_REASON = 12;
const SWITCHES_OFF = /^\s*eslint-(?:disable|enable)/;
const TO_DO = /\b(?:TODO|FIXME|XXX|HACK)\b/;

/** @param comment text without its comment marks; @returns what is wrong with it */
export function judgeComment(comment: string): string | undefined {
  if (SWITCHES_OFF.test(comment) && !/^\s*eslint-enable/.test(comment)) {
    const reason = comment.split(/\s--\s/)[1]?.trim() ?? '';
    if (reason.length < SHORTEST_REASON) return 'a disabled lint rule needs a reason: "eslint-disable… rule -- why"';
    if (/^\s*eslint-disable\S*\s+--/.test(comment)) return 'name the lint rules that are disabled';
  }
  if (TO_DO.test(comment) && !/#\d+/.test(comment)) return 'a to-do needs an issue number, e.g. "TODO #12"';
  return undefined;
}
