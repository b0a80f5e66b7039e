import { createContext, useContext, type ReactNode } from 'react';
import type { IdCard } from '#shared/domain/id-card.ts';

/** Where the counter's codes arrive, from a reader or a camera, on whatever screen. */
export interface CodeDesk {
  /** Opens the camera that looks for a code. */
  readonly openCamera: () => void;
  /**
   * From now on cards go to `take`; one that was read before anybody took cards is handed over at once.
   * Returns what ends it.
   */
  readonly takeCards: (take: (card: IdCard) => void) => () => void;
}

const CodeDeskContext = createContext<CodeDesk | null>(null);

export function CodeDeskProvider(props: { readonly desk: CodeDesk; readonly children: ReactNode }) {
  return <CodeDeskContext value={props.desk}>{props.children}</CodeDeskContext>;
}

export function useCodeDesk(): CodeDesk {
  const desk = useContext(CodeDeskContext);
  if (desk === null) throw new Error('screens behind the sign-in live inside CodeDeskProvider');
  return desk;
}
