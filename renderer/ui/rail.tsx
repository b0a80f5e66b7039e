import type { ReactNode } from 'react';
import { useHotkeys, type HotkeyHandler } from './hotkeys.ts';
import { Icon, type IconType } from './icon.tsx';
import { joinClasses } from './join-classes.ts';
import { ariaKeyShortcuts } from './kbd.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';
import styles from './rail.module.css';

export interface RailItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly icon: IconType;
  /** F-key; the rail listens for it. */
  readonly shortcut?: string | undefined;
  readonly count?: number | undefined;
  /** What the count means, e.g. "hồ sơ cần xử lý". */
  readonly countLabel?: string | undefined;
  readonly isCountUrgent?: boolean;
  /** Stands at the bottom of the rail. */
  readonly isLast?: boolean;
}

export interface RailProps<Id extends string> {
  readonly label: string;
  readonly items: readonly RailItem<Id>[];
  readonly active: Id | undefined;
  readonly onSelect: (id: Id) => void;
  readonly brand?: ReactNode;
  readonly footer?: ReactNode;
}

/** Where the officer can go. Each item's key works from anywhere, also while typing. */
export function Rail<Id extends string>({ label, items, active, onSelect, brand, footer }: RailProps<Id>) {
  const keys: Record<string, HotkeyHandler> = {};
  for (const item of items) if (item.shortcut !== undefined) keys[item.shortcut] = () => onSelect(item.id);
  useHotkeys(keys);
  const render = (item: RailItem<Id>) => (
    <li key={item.id}>
      <RailButton item={item} isActive={item.id === active} onSelect={() => onSelect(item.id)} />
    </li>
  );
  return (
    <nav className={styles.root} aria-label={label}>
      {brand !== undefined && <div className={styles.brand}>{brand}</div>}
      <ul className={styles.items}>{items.filter((item) => !item.isLast).map(render)}</ul>
      <ul className={joinClasses(styles.items, styles.last)}>{items.filter((item) => item.isLast).map(render)}</ul>
      {footer !== undefined && <div className={styles.footer}>{footer}</div>}
    </nav>
  );
}

interface RailButtonProps {
  readonly item: RailItem<string>;
  readonly isActive: boolean;
  readonly onSelect: () => void;
}

function RailButton({ item, isActive, onSelect }: RailButtonProps) {
  return (
    <button
      type="button"
      className={joinClasses(styles.item, isActive && styles.active)}
      onClick={onSelect}
      aria-current={isActive ? 'page' : undefined}
      aria-keyshortcuts={ariaKeyShortcuts(item.shortcut)}
    >
      <Icon icon={item.icon} size={20} />
      <span className={styles.word}>{item.label}</span>
      {item.shortcut !== undefined && (
        <span className={styles.key} aria-hidden="true">
          {item.shortcut}
        </span>
      )}
      {item.count !== undefined && item.count > 0 && (
        <span className={joinClasses(styles.count, item.isCountUrgent && styles.urgent)}>
          {item.count > 99 ? '99+' : item.count}
          {item.countLabel !== undefined && <VisuallyHidden> {item.countLabel}</VisuallyHidden>}
        </span>
      )}
    </button>
  );
}
