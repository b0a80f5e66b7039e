import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { Icon, type IconType } from './icon.tsx';
import styles from './tabs.module.css';

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly icon?: IconType;
  /** Number of entries behind the tab. */
  readonly count?: number | string | undefined;
  readonly isDisabled?: boolean;
  /** Content of the panel; leave out when the tabs only filter what stands below them. */
  readonly content?: ReactNode;
}

export interface TabsProps<Id extends string> {
  /** Names the group of tabs for assistive technology. */
  readonly label: string;
  readonly items: readonly TabItem<Id>[];
  readonly active: Id;
  readonly onChange: (id: Id) => void;
  /** One panel shared by all tabs, used when items have no content of their own. */
  readonly children?: ReactNode;
}

export function Tabs<Id extends string>({ label, items, active, onChange, children }: TabsProps<Id>) {
  return (
    <Base.Root className={styles.root} value={active} onValueChange={(id: Id | null) => id !== null && onChange(id)}>
      <Base.List className={styles.list} aria-label={label}>
        {items.map((item) => (
          <Base.Tab key={item.id} className={styles.tab} value={item.id} disabled={item.isDisabled}>
            {item.icon && <Icon icon={item.icon} />}
            {item.label}
            {item.count !== undefined && <span className={styles.count}>{item.count}</span>}
          </Base.Tab>
        ))}
      </Base.List>
      {items.map((item) => (
        <Base.Panel key={item.id} className={styles.panel} value={item.id}>
          {item.content ?? children}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
