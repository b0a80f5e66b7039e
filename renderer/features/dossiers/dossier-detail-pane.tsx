import { useNavigation, useQueries } from '#renderer/context/app-context.tsx';
import type { DossierDetail } from '#renderer/data/queries/queries.ts';
import { formatDateTime, formatFullDateTime, formatMoney } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { DefinitionList } from '#renderer/ui/definition-list.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { DetailPane } from '#renderer/ui/split-pane.tsx';
import type { Dossier, DossierComponent } from '#shared/domain/dossier.ts';
import type { DossierId } from '#shared/kernel/ids.ts';
import { ComponentPages } from './component-pages.tsx';
import { ConflictPanel } from './conflict-panel.tsx';
import { OtherPapers } from './other-papers.tsx';
import { PrintHistory } from './print-history.tsx';
import { NoticePanel } from './notice-panel.tsx';
import { ProvincePanel } from './province-panel.tsx';
import { ReceiptActions } from './receipt-actions.tsx';
import { StateBadge } from './state-badge.tsx';
import styles from './dossiers.module.css';

/** One dossier beside the list: who, what, papers, money, paper out, what is still to be sent, what was done. */
export function DossierDetailPane({ dossierId }: { readonly dossierId: DossierId }) {
  const { t } = useTranslation(['dossiers', 'common']);
  const navigation = useNavigation();
  const detail = useQueries().useDossierDetail(dossierId);
  const close = (): void => {
    navigation.openScreen('dossiers');
  };
  if (detail === undefined || detail === null) return null;
  if (detail === 'damaged') {
    return (
      <DetailPane title={t('detail')} label={t('detail')} onClose={close} closeLabel={t('common:close')}>
        <Notice tone="danger" title={t('damaged')} />
      </DetailPane>
    );
  }
  const { dossier } = detail;
  return (
    <DetailPane
      title={dossier.dossierCode}
      subtitle={<StateBadge state={dossier.state} />}
      label={t('detail')}
      onClose={close}
      closeLabel={t('common:close')}
      actions={
        <>
          <ReceiptActions detail={detail} />
          <OtherPapers detail={detail} />
        </>
      }
    >
      {detail.conflicts.map((conflict) => (
        <ConflictPanel key={conflict.changeNumber} conflict={conflict} />
      ))}
      <PersonAndTime dossier={dossier} />
      <PapersOf detail={detail} />
      <MoneyOf detail={detail} />
      <PrintHistory prints={detail.prints} papers={detail.papers} />
      {detail.province !== null && <ProvincePanel record={detail.province} />}
      {detail.notices.length > 0 && <NoticePanel notices={detail.notices} />}
      <SyncOf detail={detail} />
      <HistoryOf detail={detail} />
    </DetailPane>
  );
}

/** Both codes, once there are two: the citizen may hold a paper with either. */
function codesOf({
  dossierCode,
  provisionalCode,
}: Dossier): readonly (readonly ['code' | 'provisionalCode', string])[] {
  if (provisionalCode === undefined) return [];
  return provisionalCode === dossierCode
    ? [['provisionalCode', provisionalCode]]
    : [
        ['code', dossierCode],
        ['provisionalCode', provisionalCode],
      ];
}

function PersonAndTime({ dossier }: { readonly dossier: Dossier }) {
  const { t, i18n } = useTranslation(['dossiers', 'common']);
  const { applicant, submitter } = dossier;
  const isCitizen = applicant.kind === 'citizen';
  const items = [
    ...codesOf(dossier).map(([key, value]) => ({ term: t(key), value, isTabular: true })),
    { term: t('procedure'), value: dossier.procedureName, note: dossier.procedureCode },
    { term: t('applicant'), value: isCitizen ? applicant.fullName : applicant.organisationName },
    isCitizen
      ? { term: t('personalIdNumber'), value: applicant.personalIdNumber, isTabular: true }
      : { term: t('taxCode'), value: applicant.taxCode, isTabular: true },
    { term: t('address'), value: applicant.address },
    { term: t('phone'), value: applicant.phone ?? t('common:none') },
    ...(submitter.kind === 'other' ? [{ term: t('submitter'), value: submitter.fullName }] : []),
    { term: t('channel'), value: t(`common:channel.${dossier.channel}`) },
    { term: t('acceptedAt'), value: formatDateTime(dossier.acceptedAt) },
    { term: t('dueAt'), value: formatFullDateTime(dossier.resultDueAt, i18n.language === 'en' ? 'en' : 'vi') },
    { term: t('resultReturn'), value: t(`common:resultReturn.${dossier.resultReturn}`) },
  ];
  return <DefinitionList items={items} />;
}

function PapersOf({ detail }: { readonly detail: DossierDetail }) {
  const { dossier } = detail;
  const { t } = useTranslation(['dossiers', 'common']);
  const sheetsOf = (received: DossierComponent['received']): readonly string[] =>
    COPY_KINDS.filter((kind) => received[kind] > 0).map(
      (kind) => `${String(received[kind])} ${t(`common:copyKind.${kind}`).toLocaleLowerCase('vi')}`,
    );
  return (
    <Panel title={t('papers')}>
      {dossier.components.length === 0 && t('noPapers')}
      <ul className={styles.list}>
        {dossier.components.map((component) => (
          <li key={component.componentId}>
            {component.name}
            <div className={styles.muted}>
              {[
                ...sheetsOf(component.received),
                ...(component.files.length > 0 ? [t('files', { count: component.files.length })] : []),
              ].join(' · ')}
            </div>
            <ComponentPages detail={detail} component={component} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const COPY_KINDS = ['original', 'certifiedCopy', 'copy'] as const;

function MoneyOf({ detail }: { readonly detail: DossierDetail }) {
  const { t } = useTranslation(['dossiers', 'common']);
  const { dossier, payments } = detail;
  const items = dossier.feeItems.map((item) => ({
    term: item.name,
    value: formatMoney(item.amountVnd),
    isTabular: true,
  }));
  return (
    <Panel title={t('fees')}>
      {items.length > 0 && <DefinitionList items={items} />}
      {dossier.feeTotalVnd === 0 && <Badge>{t('free')}</Badge>}
      {dossier.feeTotalVnd > 0 && payments.length === 0 && (
        <Badge tone="warning">{t('notPaid', { amount: formatMoney(dossier.feeTotalVnd) })}</Badge>
      )}
      {payments.map((payment) => (
        <Badge key={payment.feePaymentId} tone="success">
          {t('paid', { amount: formatMoney(payment.amountVnd), means: t(`common:paymentMeans.${payment.means}`) })}
        </Badge>
      ))}
    </Panel>
  );
}

function SyncOf({ detail }: { readonly detail: DossierDetail }) {
  const { t } = useTranslation('dossiers');
  const held = detail.openOperations.filter((row) => row.state === 'parked');
  const waiting = detail.openOperations.length - held.length;
  return (
    <Panel title={t('sync')}>
      <div className={styles.badges}>
        {detail.openOperations.length === 0 && <Badge tone="success">{t('syncDone')}</Badge>}
        {waiting > 0 && <Badge tone="info">{t('syncWaiting', { count: waiting })}</Badge>}
        {held.length > 0 && <Badge tone="warning">{t('syncHeld', { count: held.length })}</Badge>}
        {detail.setAsideOperations.length > 0 && (
          <Badge>{t('syncSetAside', { count: detail.setAsideOperations.length })}</Badge>
        )}
      </div>
      {held.map((row) => (
        <Notice key={row.operationId} tone="warning" title={row.parkedReason?.detail ?? ''} />
      ))}
      {detail.setAsideOperations.map((row) => (
        <Notice key={row.operationId} title={row.parkedReason?.detail ?? ''}>
          {t('setAsideWhy', { reason: row.setAside?.reason ?? '' })}
        </Notice>
      ))}
    </Panel>
  );
}

function HistoryOf({ detail }: { readonly detail: DossierDetail }) {
  const { t } = useTranslation(['dossiers', 'common']);
  return (
    <Panel title={t('history')}>
      <ul className={styles.list}>
        {detail.ledger.map((entry) => (
          <li key={entry.ledgerEntryId}>
            {t(`common:ledger.${entry.kind}`)} <span className={styles.muted}>{formatDateTime(entry.at)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
