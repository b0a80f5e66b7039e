import { useEffect, useEffectEvent, useRef, useState, type ClipboardEvent, type DragEvent } from 'react';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { Upload } from './icons.ts';
import { joinClasses } from './join-classes.ts';
import styles from './file-drop.module.css';

export type FileOrigin = 'drop' | 'paste' | 'dialog';

export interface FileDropProps {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly buttonLabel: string;
  /** As the accept attribute of a file input. A hint to the dialog only: check what arrives. */
  readonly accept?: string;
  readonly isMultiple?: boolean;
  readonly onFiles: (files: readonly File[], origin: FileOrigin) => void;
  /** Also take a paste made anywhere on the page outside text fields. At most one such zone at a time. */
  readonly takesPastesAnywhere?: boolean;
  readonly isCompact?: boolean;
  readonly isDisabled?: boolean;
}

/** Files by drag-and-drop, by paste, or by a button (the way for the keyboard). */
export function FileDrop(props: FileDropProps) {
  const { onFiles, isMultiple = true, isCompact = false, isDisabled = false } = props;
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const take = (list: FileList | null | undefined, origin: FileOrigin): boolean => {
    const files = [...(list ?? [])];
    if (isDisabled || files.length === 0) return false;
    onFiles(isMultiple ? files : files.slice(0, 1), origin);
    return true;
  };
  const handleDragOver = (event: DragEvent) => {
    if (isDisabled || !event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setIsOver(true);
  };
  const handleDragLeave = (event: DragEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget instanceof Node ? event.relatedTarget : null))
      setIsOver(false);
  };
  const handleDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    take(event.dataTransfer.files, 'drop');
  };
  const handlePaste = (event: ClipboardEvent) => {
    if (take(event.clipboardData.files, 'paste')) event.preventDefault();
  };
  usePagePastes(props.takesPastesAnywhere === true && !isDisabled, (files) => take(files, 'paste'));
  return (
    <div
      className={joinClasses(styles.root, isOver && styles.over, isCompact && styles.compact)}
      onDragOver={handleDragOver}
      onDragLeave={handleDragLeave}
      onDrop={handleDrop}
      onPaste={handlePaste}
    >
      <Icon icon={Upload} size={isCompact ? 16 : 20} />
      <div className={styles.text}>
        <div className={styles.title}>{props.title}</div>
        {props.hint !== undefined && !isCompact && <div className={styles.hint}>{props.hint}</div>}
      </div>
      <Button size="small" isDisabled={isDisabled} onClick={() => input.current?.click()}>
        {props.buttonLabel}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={props.accept}
        multiple={isMultiple}
        onChange={(event) => {
          take(event.target.files, 'dialog');
          // The same file chosen twice must be reported twice.
          event.target.value = '';
        }}
      />
    </div>
  );
}

function usePagePastes(isActive: boolean, take: (files: FileList) => boolean): void {
  const onPaste = useEffectEvent((event: globalThis.ClipboardEvent) => {
    const isTyping = event.target instanceof Element && event.target.closest('input,textarea,[contenteditable=true]');
    if (event.defaultPrevented || isTyping || !event.clipboardData?.files.length) return;
    if (take(event.clipboardData.files)) event.preventDefault();
  });
  useEffect(() => {
    if (!isActive) return undefined;
    const listener = (event: globalThis.ClipboardEvent) => onPaste(event);
    document.addEventListener('paste', listener);
    return () => document.removeEventListener('paste', listener);
  }, [isActive]);
}
