import { formatDateTime, formatLocalDate } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import type { ProvinceEvent, ProvinceRecord } from '#shared/domain/province-record.ts';
import styles from './dossiers.module.css';

/** What the province and the handling agencies have done to a dossier since it was accepted. */
export function ProvincePanel({ record }: { readonly record: ProvinceRecord }) {
  const { t } = useTranslation('province');
  return (
    <Panel title={t('panel')}>
      <ResultOf record={record} />
      <ul className={styles.list}>
        {record.events.map((event) => (
          <li key={event.changeNumber}>
            <EventText event={event} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function ResultOf({ record: { procedureResult } }: { readonly record: ProvinceRecord }) {
  const { t } = useTranslation('province');
  if (procedureResult === null) return null;
  const { outcome, documentTitle: title, documentNumber: number, documentOn, agencyName } = procedureResult;
  return (
    <div>
      <Badge tone={outcome === 'granted' ? 'success' : 'danger'}>{t(outcome)}</Badge>
      <div>{t('document', { title, number, date: formatLocalDate(documentOn) })}</div>
      <div className={styles.muted}>{agencyName}</div>
    </div>
  );
}

function EventText({ event }: { readonly event: ProvinceEvent }) {
  const { t } = useTranslation(['province', 'common']);
  const { reason, agencyName } = event;
  const title =
    event.kind === 'state'
      ? t('stateEvent', { state: t(`common:state.${event.state}`) })
      : t('correctionEvent', { fields: event.fields.map((field) => t(`fields.${field}`)).join(', ') });
  const dueAt = event.kind === 'state' ? event.resultDueAt : undefined;
  const notes = [
    agencyName,
    reason === undefined ? undefined : t('reason', { reason }),
    dueAt === undefined ? undefined : t('newDueAt', { date: formatDateTime(dueAt) }),
  ].filter((note) => note !== undefined);
  return (
    <>
      {title} <span className={styles.muted}>{formatDateTime(event.at)}</span>
      {notes.length > 0 && <div className={styles.muted}>{notes.join(' · ')}</div>}
    </>
  );
}
