import { useCallback, useState } from 'react';
import { useNavigation, useQueries, useSession, type ScreenName } from '#renderer/context/app-context.tsx';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import type { Choice, ChoiceGroup } from '#renderer/ui/choices.ts';
import { CommandPalette } from '#renderer/ui/command-palette.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { BookOpen, FileText, FolderOpen, Monitor, ScreenShare } from '#renderer/ui/icons.ts';
import { foldText, matchesFolded } from '#shared/domain/fold-text.ts';
import type { DossierId } from '#shared/kernel/ids.ts';

type Target =
  | { readonly kind: 'screen'; readonly screen: ScreenName }
  | { readonly kind: 'citizenScreen' }
  | { readonly kind: 'procedure'; readonly procedureCode: string }
  | { readonly kind: 'dossier'; readonly dossierId: DossierId }
  | { readonly kind: 'dossierRegister' };

const MOST_DOSSIERS = 20;
/** Digits are the end of a dossier's code; words name a procedure before they name every dossier of that procedure. */
const LIKE_DOSSIER_CODE = /^\s*(H\d|TAM\b|[\d-]+\s*$)/i;
const SCREENS: readonly { readonly screen: ScreenName; readonly shortcut?: string }[] = [
  { screen: 'intake', shortcut: 'F2' },
  { screen: 'dossiers', shortcut: 'F3' },
  { screen: 'fees', shortcut: 'F6' },
  { screen: 'queue', shortcut: 'F7' },
  { screen: 'supervision', shortcut: 'F9' },
  { screen: 'settings' },
];

/** Ctrl+K finds every screen, procedure and dossier, with or without marks. */
export function Palette({ onOpenCitizenScreen }: { readonly onOpenCitizenScreen: () => void }) {
  const { t } = useTranslation('common');
  const navigation = useNavigation();
  const [isOpen, setOpen] = useState(false);
  /** A palette of its own for every opening: one that is still fading out would keep its words and not take the focus. */
  const [opening, setOpening] = useState(0);
  const find = useFindTargets();
  useHotkeys({
    'Ctrl+K': () => {
      setOpening((last) => last + 1);
      setOpen(true);
    },
  });
  const choose = ({ value }: Choice<Target>): void => {
    setOpen(false);
    switch (value.kind) {
      case 'screen':
        navigation.openScreen(value.screen);
        return;
      case 'citizenScreen':
        onOpenCitizenScreen();
        return;
      case 'procedure':
        navigation.startIntake(value.procedureCode);
        return;
      case 'dossier':
        navigation.openDossier(value.dossierId);
        return;
      case 'dossierRegister':
        navigation.openDossierRegister();
    }
  };
  return (
    <CommandPalette<Target>
      key={opening}
      isOpen={isOpen}
      onClose={() => {
        setOpen(false);
      }}
      label={t('palette.title')}
      placeholder={t('palette.placeholder')}
      emptyText={t('palette.empty')}
      find={find}
      onChoose={choose}
    />
  );
}

function useFindTargets(): (query: string) => Promise<readonly ChoiceGroup<Target>[]> {
  const { t } = useTranslation(['common', 'register']);
  const queries = useQueries();
  const procedures = queries.useProcedures();
  const isSupervisor = useSession().officer.role === 'supervisor';
  const { findDossiers } = queries;
  return useCallback(
    async (query: string) => {
      const allowed = SCREENS.filter(({ screen }) => screen !== 'supervision' || isSupervisor);
      const screens = allowed.map(({ screen, shortcut }) => ({
        key: screen,
        value: { kind: 'screen', screen } as const,
        title: t(`rail.${screen}`),
        icon: Monitor,
        shortcut,
      }));
      const citizenScreen: Choice<Target> = {
        ...{ key: 'citizenScreen', value: { kind: 'citizenScreen' }, title: t('rail.citizenScreen') },
        icon: ScreenShare,
      };
      const register: Choice<Target> = {
        ...{ key: 'dossierRegister', value: { kind: 'dossierRegister' }, title: t('register:title'), icon: BookOpen },
      };
      const matching = (procedures ?? []).map(({ procedureCode, procedureVersion, name }) => ({
        key: `${procedureCode}@${String(procedureVersion)}`,
        value: { kind: 'procedure', procedureCode } as const,
        title: name,
        note: procedureCode,
        icon: FileText,
      }));
      const dossiers = query.trim() === '' ? [] : await findDossiers(query, MOST_DOSSIERS);
      const dossierGroup = {
        label: t('palette.dossiers'),
        choices: dossiers.map((row) => ({
          key: row.dossierId,
          value: { kind: 'dossier', dossierId: row.dossierId } as const,
          title: row.dossierCode,
          detail: [row.provisionalCode === row.dossierCode ? undefined : row.provisionalCode, row.applicantName]
            .concat(row.procedureName)
            .filter((part) => part !== undefined)
            .join(' · '),
          icon: FolderOpen,
        })),
      };
      const procedureGroup = { label: t('palette.procedures'), choices: filter(matching, query) };
      return [
        { label: t('palette.actions'), choices: filter([...screens, citizenScreen, register], query) },
        ...(LIKE_DOSSIER_CODE.test(query) ? [dossierGroup, procedureGroup] : [procedureGroup, dossierGroup]),
      ].filter((group) => group.choices.length > 0);
    },
    [t, procedures, isSupervisor, findDossiers],
  );
}

function filter<Entry extends Choice<Target>>(choices: readonly Entry[], query: string): readonly Entry[] {
  return choices.filter((choice) => matchesFolded(query, foldText(`${choice.title} ${choice.note ?? ''}`)));
}
