import { createContext, useContext, useLayoutEffect, useRef } from 'react';
import { HotkeyRegistry, type HotkeyMap, type KeyTarget } from './hotkey-registry.ts';

export type HotkeyHandler = (event: KeyboardEvent) => void;

/** One registry and one listener for the window, so that two scopes can never both answer one key press. */
export const hotkeyRegistry = new HotkeyRegistry<HotkeyHandler>();

/** Depth of the nearest HotkeyScope; the page itself is 0. */
export const HotkeyDepthContext = createContext(0);

const TEXT_ENTRY =
  'input:not([type=checkbox],[type=radio],[type=button],[type=submit],[type=file]),textarea,[contenteditable=true]';
const CONTROL =
  'button,a[href],select,input,summary,[role=option],[role=grid],[role=tab],[role=radio],[role=checkbox],[role=combobox]';

function keyTargetOf(event: KeyboardEvent): KeyTarget {
  const element = event.target instanceof Element ? event.target : null;
  if (element?.closest(TEXT_ENTRY)) return 'text';
  return element?.closest(CONTROL) ? 'control' : 'page';
}

function onKeyDown(event: KeyboardEvent): void {
  // AltGraph is how several layouts type characters; it arrives as Ctrl+Alt.
  if (event.defaultPrevented || event.getModifierState('AltGraph')) return;
  const decision = hotkeyRegistry.decide(event, keyTargetOf(event));
  if (decision.kind === 'ignore') return;
  event.preventDefault();
  if (decision.kind === 'run') decision.handler(event);
}

/**
 * Handles shortcuts while the component is mounted. Chords: `F2`, `Ctrl+Enter`, `Alt+1`, `Shift+F4`, `Escape`.
 * The innermost HotkeyScope that knows a chord wins; among equals, the one mounted last. The browser's own use of
 * the key is prevented. Chords of bare keys (Enter, letters) stay silent while a field or control has the focus.
 */
export function useHotkeys(map: HotkeyMap<HotkeyHandler>, options: { readonly isEnabled?: boolean } = {}): void {
  const depth = useContext(HotkeyDepthContext);
  const latest = useRef(map);
  const isEnabled = options.isEnabled ?? true;
  useLayoutEffect(() => {
    latest.current = map;
  });
  useLayoutEffect(() => {
    if (!isEnabled) return undefined;
    if (hotkeyRegistry.isEmpty) window.addEventListener('keydown', onKeyDown);
    const remove = hotkeyRegistry.add({ depth, read: () => latest.current });
    return () => {
      remove();
      if (hotkeyRegistry.isEmpty) window.removeEventListener('keydown', onKeyDown);
    };
  }, [depth, isEnabled]);
}
