import { joinClasses } from './join-classes.ts';
import styles from './kbd.module.css';

export interface KbdProps {
  /** A chord as given to useHotkeys: `Ctrl+Enter`. */
  readonly keys: string;
  /** On a filled (primary or danger) background. */
  readonly isOnStrong?: boolean;
}

const SHOWN: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
};

/** The visible hint of a shortcut. Hidden from assistive technology, which is told by `ariaKeyShortcuts`. */
export function Kbd({ keys, isOnStrong = false }: KbdProps) {
  return (
    <span className={joinClasses(styles.root, isOnStrong && styles.onStrong)} aria-hidden="true">
      {keys.split('+').map((key) => (
        <kbd key={key} className={styles.key}>
          {SHOWN[key] ?? key}
        </kbd>
      ))}
    </span>
  );
}

/** The value of `aria-keyshortcuts` for a chord. */
export function ariaKeyShortcuts(keys: string | undefined): string | undefined {
  return keys?.replace('Ctrl', 'Control');
}
