import { CSPProvider } from '@base-ui/react/csp-provider';
import { useEffect, useLayoutEffect, useSyncExternalStore, type ReactNode } from 'react';
import './fonts.css';
import './tokens.css';
import './base.css';

/** 'system' follows the computer's contrast setting. */
export type Theme = 'system' | 'light' | 'high-contrast';

export interface UiProviderProps {
  readonly theme?: Theme;
  readonly children: ReactNode;
}

const MORE_CONTRAST = '(prefers-contrast: more)';

/** Put once around the whole app: fonts, tokens, theme, and no `<style>` elements from primitives (strict CSP). */
export function UiProvider({ theme = 'system', children }: UiProviderProps) {
  const wantsContrast = useSyncExternalStore(onContrastChange, () => matchMedia(MORE_CONTRAST).matches);
  const shown = theme === 'system' ? (wantsContrast ? 'high-contrast' : 'light') : theme;
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = shown;
  }, [shown]);
  useEffect(ignoreStrayDrops, []);
  return <CSPProvider disableStyleElements>{children}</CSPProvider>;
}

function onContrastChange(notify: () => void): () => void {
  const query = matchMedia(MORE_CONTRAST);
  query.addEventListener('change', notify);
  return () => query.removeEventListener('change', notify);
}

/** A file dropped beside its target would make the window navigate to the file and lose the screen. */
function ignoreStrayDrops(): () => void {
  const ignore = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files') && !event.defaultPrevented) {
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    }
  };
  window.addEventListener('dragover', ignore);
  window.addEventListener('drop', ignore);
  return () => {
    window.removeEventListener('dragover', ignore);
    window.removeEventListener('drop', ignore);
  };
}
