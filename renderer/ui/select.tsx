import { FieldFrame, type FieldProps } from './field.tsx';
import { Icon } from './icon.tsx';
import { ChevronDown } from './icons.ts';
import { joinClasses } from './join-classes.ts';
import styles from './select.module.css';

export interface SelectOption<Value extends string> {
  /** Not the empty string, which stands for "nothing chosen". */
  readonly value: Value;
  readonly label: string;
  readonly isDisabled?: boolean;
}

export interface SelectProps<Value extends string> extends FieldProps {
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
  readonly options: readonly SelectOption<Value>[];
  /** Shown while nothing is chosen. */
  readonly placeholder?: string | undefined;
  readonly onBlur?: (() => void) | undefined;
}

/** One of a short, fixed list. For long or searched lists use Combobox. Typing letters jumps to the option. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { value, options } = props;
  const handleChange = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option !== undefined) props.onChange(option.value);
  };
  return (
    <FieldFrame {...props}>
      {(control) => (
        <div className={styles.wrap}>
          <select
            id={control.id}
            className={joinClasses(control.boxClass, styles.select, value === undefined && styles.empty)}
            value={value ?? ''}
            onChange={(event) => handleChange(event.target.value)}
            onBlur={props.onBlur}
            // A select has no read-only state of its own.
            disabled={props.isDisabled === true || props.isReadOnly === true}
            required={props.isRequired}
            aria-invalid={control.isInvalid || undefined}
            aria-describedby={control.describedBy}
            aria-label={props.isLabelHidden ? props.label : undefined}
          >
            <option value="" disabled hidden>
              {props.placeholder}
            </option>
            {options.map((option) => (
              <option key={option.value} className={styles.option} value={option.value} disabled={option.isDisabled}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon icon={ChevronDown} className={styles.arrow} />
        </div>
      )}
    </FieldFrame>
  );
}
