import { useState } from 'react';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { dateToText, readDateText, withSeparators, type DateTextRules } from './date-text.ts';
import type { FieldProps } from './field.tsx';
import { TextField } from './text-field.tsx';

export interface DateFieldProps extends FieldProps, DateTextRules {
  readonly value: LocalDate | undefined;
  /** The date typed so far (undefined while incomplete or impossible) and the text as it stands, for drafts. */
  readonly onChange: (value: LocalDate | undefined, text: string) => void;
  /** Half-typed text to restore from a draft; used only while `value` is undefined. */
  readonly initialText?: string | undefined;
  /** Shown after leaving the field with text that is no date. */
  readonly invalidText: string;
  /** E.g. "ngày/tháng/năm". */
  readonly placeholder?: string | undefined;
  readonly onBlur?: (() => void) | undefined;
}

/** dd/mm/yyyy by keyboard, with or without separators. What was typed stays, even when it is not a date. */
export function DateField(props: DateFieldProps) {
  const { value, onChange, invalidText } = props;
  const [text, setText] = useState(() => (value === undefined ? (props.initialText ?? '') : dateToText(value)));
  const [shownFor, setShownFor] = useState(value);
  const [isLeft, setIsLeft] = useState(text !== '');
  // The value was changed from outside (card read, form cleared): show that instead of the typed text.
  if (value !== shownFor) {
    setShownFor(value);
    setText(value === undefined ? '' : dateToText(value));
  }

  const handleChange = (typed: string) => {
    const next = withSeparators(typed, text);
    const date = readDateText(next, props);
    setText(next);
    setShownFor(date);
    setIsLeft(false);
    onChange(date, next);
  };
  const handleBlur = () => {
    const date = readDateText(text, props);
    if (date !== undefined) setText(dateToText(date));
    setIsLeft(true);
    props.onBlur?.();
  };
  const isBroken = isLeft && text.trim() !== '' && value === undefined;
  return (
    <TextField
      {...props}
      value={text}
      onChange={handleChange}
      onBlur={handleBlur}
      error={isBroken ? invalidText : props.error}
      inputMode="numeric"
      isTabular
      maxLength={24}
    />
  );
}
