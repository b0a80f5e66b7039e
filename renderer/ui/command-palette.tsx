import { Dialog } from '@base-ui/react/dialog';
import { useEffect, useEffectEvent, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { ChoiceList, choiceId } from './choice-list.tsx';
import { flattenChoices, type Choice } from './choices.ts';
import { HotkeyScope } from './hotkey-scope.tsx';
import { Icon } from './icon.tsx';
import { Search } from './icons.ts';
import { joinClasses } from './join-classes.ts';
import { Kbd } from './kbd.tsx';
import { useChoices, type FindChoices } from './use-choices.ts';
import { useHighlight } from './use-highlight.ts';
import dialog from './dialog.module.css';
import popup from './popup.module.css';
import styles from './command-palette.module.css';

export interface CommandPaletteProps<Value> {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Names the dialog and its search box. */
  readonly label: string;
  readonly placeholder: string;
  readonly emptyText: string;
  /** Called with '' first: what to offer before anything is typed. Must keep its identity between renders. */
  readonly find: FindChoices<Value>;
  /** The palette is closed before this is called. */
  readonly onChoose: (choice: Choice<Value>) => void;
  /** Line under the list, e.g. what Enter and Escape do. */
  readonly footer?: ReactNode;
}

/** Every action, one search away. Open it with `useHotkeys({ 'Ctrl+K': … })`. */
export function CommandPalette<Value>(props: CommandPaletteProps<Value>) {
  return (
    <Dialog.Root open={props.isOpen} onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog.backdrop} />
        <Dialog.Viewport className={joinClasses(dialog.viewport, styles.viewport)}>
          <Dialog.Popup className={joinClasses(dialog.popup, styles.popup)} aria-label={props.label}>
            <HotkeyScope isModal={props.isOpen}>
              <PaletteSearch {...props} />
            </HotkeyScope>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Mounted with the dialog, so every opening starts with an empty search. */
function PaletteSearch<Value>(props: CommandPaletteProps<Value>) {
  const listId = useId();
  const [query, setQuery] = useState('');
  const { groups, isSearching } = useChoices(props.find, query, true);
  const choices = useMemo(() => flattenChoices(groups), [groups]);
  const highlight = useHighlight(choices);
  const choose = (choice: Choice<Value> | undefined) => {
    if (choice === undefined || choice.isDisabled) return;
    props.onClose();
    props.onChoose(choice);
  };
  const enter = useEnterAfterSearch(isSearching, () => choose(choices[highlight.index]));
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter') enter();
    else if (!highlight.moveByKey(event.key)) return;
    event.preventDefault();
  };
  return (
    <>
      <div className={styles.box}>
        <Icon icon={Search} size={20} />
        <input
          role="combobox"
          className={styles.input}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            highlight.set(0);
          }}
          onKeyDown={handleKeyDown}
          placeholder={props.placeholder}
          aria-label={props.label}
          aria-expanded={choices.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={choices.length > 0 ? choiceId(listId, highlight.index) : undefined}
          spellCheck={false}
          autoComplete="off"
        />
        <Kbd keys="Escape" />
      </div>
      {choices.length === 0 && (
        <div className={popup.empty} role="status">
          {isSearching ? null : props.emptyText}
        </div>
      )}
      <ChoiceList
        id={listId}
        label={props.label}
        groups={groups}
        activeIndex={highlight.index}
        onHighlight={highlight.set}
        onChoose={choose}
        isSearching={isSearching}
      />
      {props.footer !== undefined && <div className={popup.footer}>{props.footer}</div>}
    </>
  );
}

/**
 * Enter takes the first find for the words on the screen: pressed while their search is still under way, it waits for
 * the answer instead of taking a choice of the words before.
 */
function useEnterAfterSearch(isSearching: boolean, take: () => void): () => void {
  const isAwaited = useRef(false);
  const onFound = useEffectEvent(() => {
    if (!isAwaited.current) return;
    isAwaited.current = false;
    take();
  });
  useEffect(() => {
    if (!isSearching) onFound();
  }, [isSearching]);
  return () => {
    if (isSearching) isAwaited.current = true;
    else take();
  };
}
