import { Radio } from '@base-ui/react/radio';
import { RadioGroup as Base } from '@base-ui/react/radio-group';
import { useId } from 'react';
import { FieldFrame, type FieldProps } from './field.tsx';
import { joinClasses } from './join-classes.ts';
import styles from './choice-control.module.css';

export interface RadioOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly isDisabled?: boolean;
}

export interface RadioGroupProps<Value extends string> extends FieldProps {
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
  readonly options: readonly RadioOption<Value>[];
  readonly isStacked?: boolean;
}

/** One of a few, all in view. Arrow keys move the choice. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  return (
    <FieldFrame {...props} labelling="id">
      {(control) => (
        <Base<Value | undefined>
          id={control.id}
          className={joinClasses(styles.group, props.isStacked && styles.stacked)}
          value={props.value}
          onValueChange={(value) => value !== undefined && props.onChange(value)}
          disabled={props.isDisabled}
          readOnly={props.isReadOnly}
          required={props.isRequired}
          aria-labelledby={control.labelId}
          aria-describedby={control.describedBy}
          aria-invalid={control.isInvalid || undefined}
        >
          {props.options.map((option) => (
            <RadioRow key={option.value} option={option} />
          ))}
        </Base>
      )}
    </FieldFrame>
  );
}

function RadioRow({ option }: { readonly option: RadioOption<string> }) {
  const id = useId();
  return (
    <label className={styles.row}>
      <Radio.Root
        className={joinClasses(styles.box, styles.round)}
        value={option.value}
        disabled={option.isDisabled}
        aria-labelledby={`${id}-label`}
        aria-describedby={option.detail === undefined ? undefined : `${id}-detail`}
      >
        <Radio.Indicator className={styles.dot} />
      </Radio.Root>
      <span className={styles.text}>
        <span id={`${id}-label`}>{option.label}</span>
        {option.detail !== undefined && (
          <span id={`${id}-detail`} className={styles.detail}>
            {option.detail}
          </span>
        )}
      </span>
    </label>
  );
}
