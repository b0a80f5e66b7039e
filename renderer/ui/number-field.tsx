import { useLayoutEffect, useRef, type ChangeEvent, type KeyboardEvent } from 'react';
import { FieldFrame, type FieldProps } from './field.tsx';
import { joinClasses } from './join-classes.ts';
import { caretBefore, clampInteger, readEdit, readIntegerText } from './number-text.ts';
import styles from './field.module.css';

export interface NumberFieldProps extends FieldProps {
  readonly value: number | undefined;
  /** A whole number, or undefined when the field is empty. Not limited to min…max while typing. */
  readonly onChange: (value: number | undefined) => void;
  /** Text of the value, e.g. with a dot for thousands. Must keep the digits of the number. */
  readonly format?: (value: number) => string;
  /** Limits of the arrow keys; the caller shows an error for a typed value outside. */
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly unit?: string;
  readonly placeholder?: string;
  readonly onBlur?: (() => void) | undefined;
  readonly isEndAligned?: boolean;
}

/** A whole number: counts, pages, đồng. Regroups while typing and keeps the caret where the officer is. */
export function NumberField(props: NumberFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const digitsRight = useRef<number | null>(null);
  const format = props.format ?? String;
  const text = props.value === undefined ? '' : format(props.value);

  useLayoutEffect(() => {
    if (digitsRight.current === null || input.current === null) return;
    const caret = caretBefore(text, digitsRight.current);
    input.current.setSelectionRange(caret, caret);
    digitsRight.current = null;
  }, [text]);

  const handleChange = (event: ChangeEvent<HTMLInputElement>) => {
    const { value, selectionStart } = event.target;
    const edit = readEdit(value, selectionStart ?? value.length, text);
    digitsRight.current = edit.digitsRight;
    const next = readIntegerText(edit.text);
    // Too long to be a number we can hold exactly: keep what was there.
    if (next !== undefined || !/\d/.test(edit.text)) props.onChange(next);
  };
  const handleKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction === 0 || props.isReadOnly) return;
    event.preventDefault();
    props.onChange(clampInteger((props.value ?? 0) + direction * (props.step ?? 1), props.min, props.max));
  };
  return (
    <FieldFrame {...props}>
      {(control) => (
        <div className={control.boxClass}>
          <input
            ref={input}
            id={control.id}
            inputMode="numeric"
            className={joinClasses(styles.input, styles.tabular, props.isEndAligned && styles.end)}
            value={text}
            onChange={handleChange}
            onKeyDown={handleKeyDown}
            onBlur={props.onBlur}
            placeholder={props.placeholder}
            readOnly={props.isReadOnly}
            disabled={props.isDisabled}
            required={props.isRequired}
            autoComplete="off"
            aria-invalid={control.isInvalid || undefined}
            aria-describedby={control.describedBy}
            aria-label={props.isLabelHidden ? props.label : undefined}
          />
          {props.unit && <span className={styles.unit}>{props.unit}</span>}
        </div>
      )}
    </FieldFrame>
  );
}
