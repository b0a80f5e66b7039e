/** The display that faces the citizen: one that the officer's window is not on; `undefined` when there is only one. */
export function chooseCitizenDisplay<Display extends { readonly id: number }>(
  displays: readonly Display[],
  officersOwn: { readonly id: number },
): Display | undefined {
  return displays.find(({ id }) => id !== officersOwn.id);
}
