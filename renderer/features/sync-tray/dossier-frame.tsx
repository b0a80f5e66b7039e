import { useMemo, type ReactNode } from 'react';
import { useNavigation } from '#renderer/context/app-context.tsx';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { DataTableColumn } from '#renderer/ui/data-table-columns.ts';
import { FolderOpen } from '#renderer/ui/icons.ts';
import { DetailPane } from '#renderer/ui/split-pane.tsx';
import type { DossierId } from '#shared/kernel/ids.ts';

/** What an entry of the queue belongs to; `null` for what belongs to no dossier, or to one that was not accepted. */
export interface QueueSubject {
  readonly dossierId: DossierId | null;
  readonly dossierCode: string | null;
  readonly applicantName: string | null;
}

/** The columns that say whose entry a row is. */
export function useSubjectColumns(): readonly DataTableColumn<QueueSubject>[] {
  const { t } = useTranslation('queue');
  return useMemo(
    () => [
      {
        id: 'dossier',
        header: t('dossier'),
        cell: ({ dossierId, dossierCode }) => dossierCode ?? t(dossierId === null ? 'noDossier' : 'notAccepted'),
        // A provisional code in full: its end tells one from another.
        widthPx: 224,
        isTabular: true,
      },
      {
        id: 'applicant',
        header: t('applicant'),
        cell: ({ applicantName }) => applicantName ?? '',
        title: ({ applicantName }) => applicantName ?? '',
        widthPx: 160,
        flex: 1,
      },
    ],
    [t],
  );
}

interface DossierFrameProps {
  readonly subject: QueueSubject;
  /** Names the region. */
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The pane beside the list: whose entry it is, and the way to the dossier. */
export function DossierFrame({ subject, label, onClose, children }: DossierFrameProps) {
  const { t } = useTranslation(['queue', 'common']);
  const navigation = useNavigation();
  const { dossierId, dossierCode, applicantName } = subject;
  const open = dossierId !== null && dossierCode !== null && (
    <Button
      icon={FolderOpen}
      onClick={() => {
        navigation.openDossier(dossierId);
      }}
    >
      {t('openDossier')}
    </Button>
  );
  return (
    <DetailPane
      title={dossierCode ?? t(dossierId === null ? 'noDossier' : 'notAccepted')}
      subtitle={applicantName}
      label={label}
      onClose={onClose}
      closeLabel={t('common:close')}
      actions={open}
    >
      {children}
    </DetailPane>
  );
}
