import type { IconType } from './icon.tsx';

/** One entry of a searched list (Combobox, CommandPalette). */
export interface Choice<Value> {
  /** Unique in the list and stable, so that the highlight survives a new search. */
  readonly key: string;
  readonly value: Value;
  readonly title: string;
  /** Second line: what tells two similar entries apart. */
  readonly detail?: string | undefined;
  /** Short text at the end of the first line, e.g. a code. */
  readonly note?: string | undefined;
  readonly icon?: IconType | undefined;
  /** A chord shown at the end (palette). */
  readonly shortcut?: string | undefined;
  readonly isDisabled?: boolean;
}

export interface ChoiceGroup<Value> {
  /** Heading; a group without one shows its choices only. */
  readonly label?: string | undefined;
  readonly choices: readonly Choice<Value>[];
}

export type ChoiceRow<Value> =
  | { readonly kind: 'label'; readonly key: string; readonly label: string }
  | { readonly kind: 'choice'; readonly key: string; readonly choice: Choice<Value>; readonly index: number };

/** The groups as one list of rows: headings between choices. `index` counts choices only. */
export function toChoiceRows<Value>(groups: readonly ChoiceGroup<Value>[]): readonly ChoiceRow<Value>[] {
  const rows: ChoiceRow<Value>[] = [];
  let index = 0;
  for (const group of groups) {
    if (group.choices.length === 0) continue;
    if (group.label !== undefined) rows.push({ kind: 'label', key: `label:${group.label}`, label: group.label });
    for (const choice of group.choices) {
      rows.push({ kind: 'choice', key: `choice:${choice.key}`, choice, index });
      index += 1;
    }
  }
  return rows;
}

export function flattenChoices<Value>(groups: readonly ChoiceGroup<Value>[]): readonly Choice<Value>[] {
  return groups.flatMap((group) => group.choices);
}
