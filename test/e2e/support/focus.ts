import { expect, type Page } from '@playwright/test';

/** Waits until something that can be seen has the focus, inside the window and with a ring around it or its box. */
export async function expectVisibleFocus(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(describeFocus), { message: 'where the focus is' }).toBe('ringed');
}

function describeFocus(): string {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return 'nowhere';
  const { top, left, bottom, right, width, height } = focused.getBoundingClientRect();
  if (width === 0 || height === 0) return 'on something without size';
  if (top < 0 || left < 0 || bottom > window.innerHeight + 1 || right > window.innerWidth + 1)
    return 'outside the window';
  // The ring of a field is drawn around its box, which is at most two steps up.
  const candidates = [focused, focused.parentElement, focused.parentElement?.parentElement];
  const isRinged = candidates.some((element) => {
    if (element === null || element === undefined) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  });
  return isRinged ? 'ringed' : `on ${focused.tagName} without a ring`;
}
