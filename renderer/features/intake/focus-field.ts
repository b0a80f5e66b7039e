/** Marks the part of the form that a problem's `field` belongs to. */
export function fieldMark(field: string): { readonly 'data-field': string } {
  return { 'data-field': field };
}

/** Puts the focus on the first control of that part; returns false when it is not on the screen. */
export function focusField(field: string): boolean {
  const part = document.querySelector(`[data-field="${CSS.escape(field)}"]`);
  const control = part?.querySelector<HTMLElement>(
    'input:not([type=hidden]),button,[role=checkbox],[role=radio],[role=combobox],textarea',
  );
  if (part === null || control === null || control === undefined) return false;
  part.scrollIntoView({ block: 'nearest' });
  control.focus();
  return true;
}
