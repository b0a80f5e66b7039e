import { useId, type ReactNode } from 'react';
import { Icon, type IconType } from './icon.tsx';
import { CircleAlert, TriangleAlert } from './icons.ts';
import { joinClasses } from './join-classes.ts';
import styles from './field.module.css';

/** Where a value came from, e.g. "từ thẻ căn cước", shown beside the label. */
export interface FieldSource {
  readonly label: string;
  readonly icon?: IconType;
}

/** What every labelled control accepts. */
export interface FieldProps {
  readonly label: string;
  /** Hides the label on screen only (search boxes, table filters). */
  readonly isLabelHidden?: boolean;
  readonly hint?: ReactNode;
  /** What is wrong and what to do about it. Blocks acceptance; the caller decides when to show it. */
  readonly error?: string | undefined;
  /** Something to look at that does not block. */
  readonly warning?: string | undefined;
  readonly source?: FieldSource | undefined;
  readonly isRequired?: boolean;
  readonly isReadOnly?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
}

/** What the control inside must carry so that label, hint and error are announced with it. */
export interface FieldControlProps {
  readonly id: string;
  readonly labelId: string;
  readonly describedBy: string | undefined;
  readonly isInvalid: boolean;
  /** Class of the box around the control, already carrying its state. */
  readonly boxClass: string;
}

export interface FieldFrameProps extends FieldProps {
  /** 'for': the label's click goes to the control; 'id': the control names itself by `labelId` (custom widgets). */
  readonly labelling?: 'for' | 'id';
  readonly children: (control: FieldControlProps) => ReactNode;
}

/** Label, source mark, control, then error, warning or hint. Used by the controls of this folder. */
export function FieldFrame(props: FieldFrameProps) {
  const id = useId();
  const message = messageOf(props);
  const isFixed = props.isReadOnly === true && !props.isDisabled;
  const described = [message && `${id}-message`, props.source && `${id}-source`].filter(Boolean).join(' ');
  const boxClass = joinClasses(
    styles.control,
    props.error !== undefined ? styles.invalid : props.warning !== undefined && styles.doubtful,
    isFixed && styles.fixed,
    props.isDisabled && styles.disabled,
  );
  return (
    <div className={styles.root}>
      {!props.isLabelHidden && <FieldHead id={id} {...props} />}
      {props.isLabelHidden && <FieldHiddenLabel id={id} {...props} />}
      {props.children({
        id,
        labelId: `${id}-label`,
        describedBy: described === '' ? undefined : described,
        isInvalid: props.error !== undefined,
        boxClass,
      })}
      {message && (
        <div id={`${id}-message`} className={joinClasses(styles.message, message.className)}>
          {message.icon && <Icon icon={message.icon} />}
          <span>{message.text}</span>
        </div>
      )}
    </div>
  );
}

type FieldHeadProps = FieldFrameProps & { readonly id: string };

function FieldHead({ id, label, labelling = 'for', isRequired, source }: FieldHeadProps) {
  const text = (
    <>
      {label}
      {isRequired && (
        <span className={styles.required} aria-hidden="true">
          *
        </span>
      )}
    </>
  );
  return (
    <div className={styles.head}>
      {labelling === 'for' ? (
        <label id={`${id}-label`} htmlFor={id} className={styles.label}>
          {text}
        </label>
      ) : (
        <span id={`${id}-label`} className={styles.label}>
          {text}
        </span>
      )}
      {source && (
        <span id={`${id}-source`} className={styles.source}>
          {source.icon && <Icon icon={source.icon} />}
          {source.label}
        </span>
      )}
    </div>
  );
}

function FieldHiddenLabel({ id, label }: FieldHeadProps) {
  return (
    <span id={`${id}-label`} hidden>
      {label}
    </span>
  );
}

function messageOf({ error, warning, hint }: FieldProps) {
  if (error !== undefined) return { text: error, icon: CircleAlert, className: styles.error };
  if (warning !== undefined) return { text: warning, icon: TriangleAlert, className: styles.warning };
  return hint === undefined ? undefined : { text: hint, icon: undefined, className: undefined };
}
