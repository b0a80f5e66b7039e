import type { SettledItem } from '#renderer/data/queries/settled-items.ts';
import { formatDateTime } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { DefinitionList, type Definition } from '#renderer/ui/definition-list.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { DossierFrame } from './dossier-frame.tsx';
import { OutcomeBadge } from './outcome-badge.tsx';

/** What was refused, and what a person did about it. */
export function SettledDetailPane({ item, onClose }: { readonly item: SettledItem; readonly onClose: () => void }) {
  const { t } = useTranslation(['queue', 'common']);
  const { setAside } = item;
  return (
    <DossierFrame subject={item} label={t('settledDetail')} onClose={onClose}>
      <Panel title={t(`common:operation.${item.kind}`)}>
        <Notice title={t('why')}>{item.refusal}</Notice>
        {setAside !== null && <Notice title={t('setAsideReason')}>{setAside.reason}</Notice>}
        <DefinitionList items={useFacts(item)} />
      </Panel>
    </DossierFrame>
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
