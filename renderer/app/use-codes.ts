import { useMemo, useRef, useState } from 'react';
import type { CodeDesk } from '#renderer/context/code-desk.tsx';
import { useQueries, type Navigation } from '#renderer/context/app-context.tsx';
import type { IdCard } from '#shared/domain/id-card.ts';
import { readCode, type ReadCode } from '#shared/domain/read-code.ts';
import { useCodeReader } from './use-code-reader.ts';

/** What the officer is told of a code that has led nowhere. */
export type CodeNews =
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'unknownDossier' | 'postalItem'; readonly code: string }
  /** Going elsewhere would have thrown away what was typed in a dialog. */
  | { readonly kind: 'dialogOpen' };

export interface Codes {
  readonly desk: CodeDesk;
  readonly news: CodeNews | null;
  readonly isCameraOpen: boolean;
  readonly closeCamera: () => void;
  readonly dismissNews: () => void;
  /** Does what the code asks for. @param canLeave false while a dialog is open */
  readonly act: (read: ReadCode, canLeave: boolean) => void;
}

/** One place for all codes: whatever the screen, a card goes to intake and a receipt opens its dossier. */
export function useCodes(navigation: Navigation): Codes {
  const { giveCard, setCameraOpen, ...shown } = useDesk();
  const [news, setNews] = useState<CodeNews | null>(null);
  const act = useAct(navigation, giveCard, setNews);
  useCodeReader((text, isSpoilt) => {
    // The camera has nothing more to look for; nothing is typed in its dialog.
    const canLeave = shown.isCameraOpen || !isDialogOpen();
    setCameraOpen(false);
    if (isSpoilt) setNews({ kind: 'refused', code: 'garbledByInputMethod' });
    else act(readCode(text), canLeave);
  });
  return {
    ...shown,
    news,
    act,
    closeCamera: () => {
      setCameraOpen(false);
    },
    dismissNews: () => {
      setNews(null);
    },
  };
}

function useAct(
  navigation: Navigation,
  giveCard: DeskWithCards['giveCard'],
  setNews: (news: CodeNews | null) => void,
): Codes['act'] {
  const { findDossierByCode } = useQueries();
  const openDossier = async (code: string, canLeave: boolean): Promise<void> => {
    const dossierId = await findDossierByCode(code);
    if (dossierId === undefined) setNews({ kind: 'unknownDossier', code });
    else if (canLeave) navigation.openDossier(dossierId);
    else setNews({ kind: 'dialogOpen' });
  };
  return (read, canLeave) => {
    setNews(null);
    switch (read.kind) {
      case 'idCard': {
        const given = giveCard(read.card, canLeave);
        if (given === 'refused') setNews({ kind: 'dialogOpen' });
        if (given === 'kept') navigation.openScreen('intake');
        return;
      }
      case 'dossier':
        openDossier(read.dossierCode, canLeave).catch(() => {
          setNews({ kind: 'refused', code: 'unknown' });
        });
        return;
      case 'postalItem':
        setNews({ kind: 'postalItem', code: read.itemCode });
        return;
      case 'refused':
        setNews({ kind: 'refused', code: read.error.code });
    }
  };
}

interface DeskWithCards {
  readonly desk: CodeDesk;
  readonly isCameraOpen: boolean;
  readonly setCameraOpen: (isOpen: boolean) => void;
  /** @returns 'kept' when nobody takes cards now: then it waits for whoever does next */
  readonly giveCard: (card: IdCard, canLeave: boolean) => 'taken' | 'kept' | 'refused';
}

function useDesk(): DeskWithCards {
  const [isCameraOpen, setCameraOpen] = useState(false);
  const taker = useRef<((card: IdCard) => void) | null>(null);
  const kept = useRef<IdCard | null>(null);
  const desk = useMemo<CodeDesk>(
    () => ({
      openCamera: () => {
        setCameraOpen(true);
      },
      takeCards: (take) => {
        taker.current = take;
        const card = kept.current;
        kept.current = null;
        if (card !== null) take(card);
        return () => {
          if (taker.current === take) taker.current = null;
        };
      },
    }),
    [],
  );
  const giveCard: DeskWithCards['giveCard'] = (card, canLeave) => {
    if (taker.current !== null) {
      taker.current(card);
      return 'taken';
    }
    if (!canLeave) return 'refused';
    kept.current = card;
    return 'kept';
  };
  return { desk, isCameraOpen, setCameraOpen, giveCard };
}

function isDialogOpen(): boolean {
  return document.querySelector('[role=dialog],[role=alertdialog]') !== null;
}
