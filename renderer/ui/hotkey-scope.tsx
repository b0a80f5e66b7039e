import { useContext, useLayoutEffect, type ReactNode } from 'react';
import { HotkeyDepthContext, hotkeyRegistry } from './hotkeys.ts';

export interface HotkeyScopeProps {
  /** A modal scope (dialog, palette) silences the shortcuts outside it. Ends with `isOpen`, not after fading out. */
  readonly isModal?: boolean;
  readonly children: ReactNode;
}

/** Shortcuts registered inside win over those outside. Follows the React tree, so it holds through portals. */
export function HotkeyScope({ isModal = false, children }: HotkeyScopeProps) {
  const depth = useContext(HotkeyDepthContext) + 1;
  useLayoutEffect(() => (isModal ? hotkeyRegistry.addModal(depth) : undefined), [depth, isModal]);
  return <HotkeyDepthContext value={depth}>{children}</HotkeyDepthContext>;
}
