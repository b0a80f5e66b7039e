import type { ClipboardEvent, FocusEvent, KeyboardEvent, ReactNode, Ref } from 'react';
import { FieldFrame, type FieldControlProps, type FieldProps } from './field.tsx';
import { Icon, type IconType } from './icon.tsx';
import { joinClasses } from './join-classes.ts';
import styles from './field.module.css';

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: ((event: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => void) | undefined;
  readonly onFocus?: ((event: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => void) | undefined;
  readonly onKeyDown?: ((event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => void) | undefined;
  readonly onPaste?: ((event: ClipboardEvent<HTMLInputElement | HTMLTextAreaElement>) => void) | undefined;
  readonly type?: 'text' | 'password' | 'search' | 'tel' | 'email';
  readonly inputMode?: 'text' | 'numeric' | 'tel' | 'email' | 'search';
  readonly placeholder?: string | undefined;
  readonly maxLength?: number | undefined;
  /** Turns the control into a text area of this many lines. */
  readonly lines?: number | undefined;
  /** Codes and numbers: figures of equal width. */
  readonly isTabular?: boolean;
  readonly icon?: IconType | undefined;
  /** Text after the value, e.g. a unit. */
  readonly unit?: string | undefined;
  /** A button inside the box, at its end. */
  readonly trailing?: ReactNode;
  readonly name?: string | undefined;
  readonly autoComplete?: string;
  readonly isAutoFocused?: boolean;
  readonly shortcut?: string | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
  readonly textAreaRef?: Ref<HTMLTextAreaElement> | undefined;
}

/** One line (or `lines`) of text. Spelling marks and browser autofill are off: names and codes are not prose. */
export function TextField(props: TextFieldProps) {
  return (
    <FieldFrame {...props}>
      {(control) => (
        <div className={control.boxClass}>
          {props.icon && <Icon icon={props.icon} />}
          {props.lines === undefined ? (
            <SingleLine {...props} control={control} />
          ) : (
            <ManyLines {...props} control={control} />
          )}
          {props.unit && <span className={styles.unit}>{props.unit}</span>}
          {props.trailing}
        </div>
      )}
    </FieldFrame>
  );
}

type WithControl = TextFieldProps & { readonly control: FieldControlProps };

function sharedAttributes(props: WithControl) {
  return {
    id: props.control.id,
    name: props.name,
    value: props.value,
    placeholder: props.placeholder,
    maxLength: props.maxLength,
    readOnly: props.isReadOnly,
    disabled: props.isDisabled,
    required: props.isRequired,
    spellCheck: false,
    autoComplete: props.autoComplete ?? 'off',
    autoFocus: props.isAutoFocused,
    'aria-invalid': props.control.isInvalid || undefined,
    'aria-describedby': props.control.describedBy,
    'aria-label': props.isLabelHidden ? props.label : undefined,
    onBlur: props.onBlur,
    onFocus: props.onFocus,
    onKeyDown: props.onKeyDown,
    onPaste: props.onPaste,
  } as const;
}

function SingleLine(props: WithControl) {
  return (
    <input
      ref={props.ref}
      type={props.type ?? 'text'}
      inputMode={props.inputMode}
      aria-keyshortcuts={props.shortcut?.replace('Ctrl', 'Control')}
      className={joinClasses(styles.input, props.isTabular && styles.tabular)}
      onChange={(event) => props.onChange(event.target.value)}
      {...sharedAttributes(props)}
    />
  );
}

function ManyLines(props: WithControl) {
  return (
    <textarea
      ref={props.textAreaRef}
      rows={props.lines}
      className={joinClasses(styles.input, styles.multiline)}
      onChange={(event) => props.onChange(event.target.value)}
      {...sharedAttributes(props)}
    />
  );
}
