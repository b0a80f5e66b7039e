import { useMemo, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { ChoiceList, choiceId } from './choice-list.tsx';
import { flattenChoices, type Choice } from './choices.ts';
import { FieldFrame, type FieldControlProps, type FieldProps } from './field.tsx';
import { Icon, type IconType } from './icon.tsx';
import { Search, X } from './icons.ts';
import { joinClasses } from './join-classes.ts';
import { ariaKeyShortcuts, Kbd } from './kbd.tsx';
import { useChoices, type FindChoices } from './use-choices.ts';
import { useHighlight } from './use-highlight.ts';
import field from './field.module.css';
import popup from './popup.module.css';
import styles from './combobox.module.css';

export interface ComboboxProps<Value> extends FieldProps {
  readonly value: Choice<Value> | undefined;
  readonly onChange: (choice: Choice<Value> | undefined) => void;
  /**
   * Finds choices; called with '' when the list opens before anything is typed. Must keep its identity between
   * renders. Folding of marks, ranking, favourites and recents are the caller's.
   */
  readonly find: FindChoices<Value>;
  readonly placeholder?: string | undefined;
  /** What to show when nothing is found. */
  readonly emptyText: string;
  readonly clearLabel: string;
  readonly icon?: IconType;
  /** Chord shown at the end of the empty field; the caller listens for it. */
  readonly shortcut?: string | undefined;
  /** Line under the list. */
  readonly footer?: ReactNode;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly isAutoFocused?: boolean;
}

/**
 * One of a long or searched list, by typing. Arrows move, Enter takes the highlighted choice, Escape closes. Text
 * that chose nothing is taken back on leaving; an emptied field gives up its choice.
 */
export function Combobox<Value>(props: ComboboxProps<Value>) {
  const search = useComboboxSearch(props);
  return (
    <FieldFrame {...props}>
      {(control) => (
        <div className={styles.root}>
          <ComboboxBox {...props} control={control} search={search} />
          {search.isOpen && (
            <TopLayer>
              {search.choices.length === 0 && (
                <div className={popup.empty} role="status">
                  {search.isSearching ? null : props.emptyText}
                </div>
              )}
              <ChoiceList
                id={`${control.id}-list`}
                label={props.label}
                groups={search.groups}
                activeIndex={search.activeIndex}
                onHighlight={search.onHighlight}
                onChoose={search.onChoose}
                chosenKey={props.value?.key ?? ''}
                isSearching={search.isSearching}
              />
              {props.footer !== undefined && <div className={popup.footer}>{props.footer}</div>}
            </TopLayer>
          )}
        </div>
      )}
    </FieldFrame>
  );
}

/** Open or closed, what was typed, what was found and what is highlighted. */
function useComboboxSearch<Value>({ value, onChange, find, isReadOnly, isDisabled }: ComboboxProps<Value>) {
  const [isOpen, setIsOpen] = useState(false);
  /** What was typed since the list opened; undefined while the field shows the chosen title. */
  const [typed, setTyped] = useState<string>();
  const { groups, isSearching } = useChoices(find, typed ?? '', isOpen);
  const choices = useMemo(() => flattenChoices(groups), [groups]);
  const highlight = useHighlight(choices, typed === undefined ? value?.key : undefined);

  const open = () => setIsOpen(!isReadOnly && !isDisabled);
  const close = () => {
    setIsOpen(false);
    setTyped(undefined);
  };
  const choose = (choice: Choice<Value> | undefined) => {
    if (choice === undefined || choice.isDisabled) return;
    close();
    onChange(choice);
  };
  return {
    isOpen,
    isSearching,
    groups,
    choices,
    text: typed ?? value?.title ?? '',
    activeIndex: highlight.index,
    open,
    onHighlight: highlight.set,
    onChoose: choose,
    onType: (text: string) => {
      setTyped(text);
      highlight.set(0);
      open();
    },
    onBlur: () => {
      if (typed?.trim() === '' && value !== undefined) onChange(undefined);
      close();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
      if (!isOpen) {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
        open();
      } else if (event.key === 'Enter') choose(choices[highlight.index]);
      else if (event.key === 'Escape') {
        // Only the list closes, not the dialog around it.
        event.stopPropagation();
        close();
      } else if (!highlight.moveByKey(event.key)) return;
      event.preventDefault();
    },
  };
}

interface ComboboxBoxProps<Value> extends ComboboxProps<Value> {
  readonly control: FieldControlProps;
  readonly search: ReturnType<typeof useComboboxSearch<Value>>;
}

function ComboboxBox<Value>(props: ComboboxBoxProps<Value>) {
  const { control, search, value } = props;
  const { isOpen } = search;
  const listId = `${control.id}-list`;
  const hasChoices = isOpen && search.choices.length > 0;
  return (
    <div className={joinClasses(control.boxClass, styles.box)}>
      <Icon icon={props.icon ?? Search} />
      <input
        id={control.id}
        ref={props.inputRef}
        role="combobox"
        className={field.input}
        value={search.text}
        placeholder={props.placeholder}
        title={isOpen ? undefined : value?.title}
        spellCheck={false}
        autoComplete="off"
        autoFocus={props.isAutoFocused}
        readOnly={props.isReadOnly}
        disabled={props.isDisabled}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={hasChoices ? choiceId(listId, search.activeIndex) : undefined}
        aria-required={props.isRequired || undefined}
        aria-invalid={control.isInvalid || undefined}
        aria-describedby={control.describedBy}
        aria-label={props.isLabelHidden ? props.label : undefined}
        aria-keyshortcuts={ariaKeyShortcuts(props.shortcut)}
        onFocus={(event) => event.currentTarget.select()}
        onClick={search.open}
        onBlur={search.onBlur}
        onKeyDown={search.onKeyDown}
        onChange={(event) => search.onType(event.target.value)}
      />
      {value === undefined && props.shortcut && <Kbd keys={props.shortcut} />}
      {value !== undefined && !props.isReadOnly && !props.isDisabled && (
        <ClearButton label={props.clearLabel} onClear={() => props.onChange(undefined)} />
      )}
    </div>
  );
}

/** Not a tab stop: by keyboard an emptied field does the same. A press leaves the focus in the field. */
function ClearButton({ label, onClear }: { readonly label: string; readonly onClear: () => void }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.clear}
      aria-label={label}
      title={label}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClear}
    >
      <Icon icon={X} />
    </button>
  );
}

/** Opens its content above everything as soon as it is in the document. */
function TopLayer({ children }: { readonly children: ReactNode }) {
  const show = (element: HTMLDivElement | null) => {
    if (element !== null && !element.matches(':popover-open')) element.showPopover();
  };
  return (
    <div ref={show} popover="manual" className={joinClasses(popup.popup, styles.popup)}>
      {children}
    </div>
  );
}
