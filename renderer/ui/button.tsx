import type { MouseEvent, ReactNode, Ref } from 'react';
import { Icon, type IconType } from './icon.tsx';
import { joinClasses } from './join-classes.ts';
import { ariaKeyShortcuts, Kbd } from './kbd.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';
import styles from './button.module.css';

export type ButtonVariant = 'primary' | 'secondary' | 'danger' | 'ghost';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick?: ((event: MouseEvent<HTMLButtonElement>) => void) | undefined;
  readonly variant?: ButtonVariant;
  readonly size?: 'small' | 'normal' | 'large';
  readonly icon?: IconType | undefined;
  /** Shown beside the word and announced. The button does not listen for it: see useHotkeys. */
  readonly shortcut?: string | undefined;
  /** Keeps its place in the tab order; `disabledReason` says why it does nothing. */
  readonly isDisabled?: boolean | undefined;
  readonly disabledReason?: string | undefined;
  readonly isWide?: boolean;
  /** Hides the word on screen only; for well-known signs in tight rows. */
  readonly isIconOnly?: boolean;
  readonly type?: 'button' | 'submit';
  readonly describedBy?: string | undefined;
  readonly isExpanded?: boolean | undefined;
  readonly isPressed?: boolean | undefined;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

/** Every button of the app. A disabled one swallows its click instead of vanishing from the keyboard. */
export function Button(props: ButtonProps) {
  const { variant = 'secondary', size = 'normal', isIconOnly = false, isWide = false, isDisabled = false } = props;
  const isOnStrong = (variant === 'primary' || variant === 'danger') && !isDisabled;
  const handleClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (isDisabled) event.preventDefault();
    else props.onClick?.(event);
  };
  return (
    <button
      ref={props.ref}
      type={props.type ?? 'button'}
      className={joinClasses(
        styles.root,
        styles[variant],
        size !== 'normal' && styles[size],
        isWide && styles.wide,
        isIconOnly && styles.iconOnly,
      )}
      onClick={handleClick}
      aria-disabled={isDisabled || undefined}
      aria-keyshortcuts={ariaKeyShortcuts(props.shortcut)}
      aria-describedby={props.describedBy}
      aria-expanded={props.isExpanded}
      aria-pressed={props.isPressed}
      title={titleOf(props)}
    >
      {props.icon && <Icon icon={props.icon} size={size === 'large' ? 20 : 16} />}
      {isIconOnly ? (
        <VisuallyHidden>{props.children}</VisuallyHidden>
      ) : (
        <span className={styles.label}>{props.children}</span>
      )}
      {props.shortcut && !isIconOnly && <Kbd keys={props.shortcut} isOnStrong={isOnStrong} />}
    </button>
  );
}

function titleOf({ isDisabled, disabledReason, isIconOnly, children }: ButtonProps): string | undefined {
  if (isDisabled && disabledReason) return disabledReason;
  return isIconOnly && typeof children === 'string' ? children : undefined;
}
