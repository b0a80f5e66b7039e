import { Checkbox as Base } from '@base-ui/react/checkbox';
import { useId, type ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { Check, Minus } from './icons.ts';
import styles from './choice-control.module.css';

export interface CheckboxProps {
  readonly label: ReactNode;
  readonly detail?: ReactNode;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  /** Neither: some of what this box stands for is ticked. */
  readonly isMixed?: boolean;
  readonly isDisabled?: boolean | undefined;
  readonly isReadOnly?: boolean | undefined;
}

export function Checkbox(props: CheckboxProps) {
  const id = useId();
  return (
    <label className={styles.row}>
      <Base.Root
        className={styles.box}
        checked={props.isChecked}
        indeterminate={props.isMixed}
        onCheckedChange={props.onChange}
        disabled={props.isDisabled}
        readOnly={props.isReadOnly}
        onKeyDown={(event) => {
          // Enter alone does nothing here, so that a form is not sent by a slip; a shortcut is meant.
          if (event.ctrlKey || event.metaKey) event.preventBaseUIHandler();
        }}
        aria-labelledby={`${id}-label`}
        aria-describedby={props.detail === undefined ? undefined : `${id}-detail`}
      >
        <Base.Indicator>
          <Icon icon={props.isMixed ? Minus : Check} />
        </Base.Indicator>
      </Base.Root>
      <span className={styles.text}>
        <span id={`${id}-label`}>{props.label}</span>
        {props.detail !== undefined && (
          <span id={`${id}-detail`} className={styles.detail}>
            {props.detail}
          </span>
        )}
      </span>
    </label>
  );
}
