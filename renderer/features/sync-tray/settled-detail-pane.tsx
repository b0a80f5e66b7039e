import { useNavigation } from '#renderer/context/app-context.tsx';
import type { SettledItem } from '#renderer/data/queries/settled-items.ts';
import { formatDateTime } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { DefinitionList, type Definition } from '#renderer/ui/definition-list.tsx';
import { FolderOpen } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { DetailPane } from '#renderer/ui/split-pane.tsx';
import { OutcomeBadge } from './outcome-badge.tsx';

/** What was refused, and what a person did about it. */
export function SettledDetailPane({ item, onClose }: { readonly item: SettledItem; readonly onClose: () => void }) {
  const { t } = useTranslation(['queue', 'common']);
  const navigation = useNavigation();
  const { dossierId, dossierCode, setAside } = item;
  return (
    <DetailPane
      title={dossierCode ?? t(dossierId === null ? 'noDossier' : 'notAccepted')}
      subtitle={item.applicantName}
      label={t('settledDetail')}
      onClose={onClose}
      closeLabel={t('common:close')}
      actions={
        dossierId !== null &&
        dossierCode !== null && (
          <Button
            icon={FolderOpen}
            onClick={() => {
              navigation.openDossier(dossierId);
            }}
          >
            {t('openDossier')}
          </Button>
        )
      }
    >
      <Panel title={t(`common:operation.${item.kind}`)}>
        <Notice title={t('why')}>{item.refusal}</Notice>
        {setAside !== null && <Notice title={t('setAsideReason')}>{setAside.reason}</Notice>}
        <DefinitionList items={useFacts(item)} />
      </Panel>
    </DetailPane>
  );
}

function useFacts({ refusedAt, outcome, settledAt, acceptedAt, officerName }: SettledItem): readonly Definition[] {
  const { t } = useTranslation('queue');
  const at = (term: string, instant: SettledItem['refusedAt']): readonly Definition[] =>
    instant === null ? [] : [{ term, value: formatDateTime(instant), isTabular: true }];
  const state = { term: t('state'), value: <OutcomeBadge outcome={outcome} /> };
  if (outcome === 'setAside') {
    return [
      state,
      ...at(t('refusedAt'), refusedAt),
      ...at(t('setAsideAt'), settledAt),
      { term: t('setAsideBy'), value: officerName ?? '' },
    ];
  }
  return [
    state,
    ...at(t('refusedAt'), refusedAt),
    ...at(t('repairedAt'), settledAt),
    ...at(t('acceptedAt'), acceptedAt),
  ];
}
