import type { Procedure } from './procedure.ts';

/** Tờ ngăn: a printed sheet in front of the papers of one component, so that a whole stack is captured in one go. */
export interface SeparatorSheet {
  /** The place of the requirement in the checklist of its procedure, from 1. */
  readonly number: number;
  /** What the procedure calls the paper; nothing about a person. */
  readonly name: string;
  readonly procedureName: string;
}

const PREFIX = 'QMC-SEP:1:';
const PAYLOAD = /^QMC-SEP:1:([1-9]\d{0,2})$/;

/** One for each paper that is digitised; papers only shown for comparison are not (TT 03/2025/TT-VPCP Đ5.2). */
export function separatorSheetsOf({ components, name: procedureName }: Procedure): readonly SeparatorSheet[] {
  return components.flatMap(({ name, isShownOnly }, index) =>
    isShownOnly ? [] : [{ number: index + 1, name, procedureName }],
  );
}

/** What the QR symbol of a sheet holds: `QMC-SEP:1:<number>`, and nothing of the dossier. */
export function separatorPayload(number: number): string {
  return `${PREFIX}${String(number)}`;
}

/** The number of the sheet; `undefined` for every other code that lies on a citizen's papers. */
export function readSeparator(text: string): number | undefined {
  const [, number] = PAYLOAD.exec(text) ?? [];
  return number === undefined ? undefined : Number(number);
}
