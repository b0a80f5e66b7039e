import type { SettledItem } from '#renderer/data/queries/settled-items.ts';
import { foldText, matchesFolded } from '#shared/domain/fold-text.ts';

/** Those that have every word of `query` in code, name, reasons or officer; marks and case do not count. */
export function filterSettled(items: readonly SettledItem[], query: string): readonly SettledItem[] {
  const folded = foldText(query);
  if (folded === '') return items;
  return items.filter((item) => {
    const words = [item.dossierCode, item.applicantName, item.refusal, item.setAside?.reason, item.officerName];
    return matchesFolded(folded, foldText(words.filter((word) => word !== null && word !== undefined).join(' ')));
  });
}
