import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { DefinitionList } from '#renderer/ui/definition-list.tsx';
import { CircleCheck } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import styles from './intake.module.css';
import { PrintPanel } from './print-panel.tsx';
import type { DeclinedView } from './store.ts';

/** What was decided, and whether the paper that says so came out. Such a walk-in has no code and is in no list. */
export function DeclinedScreen({ declined }: { readonly declined: DeclinedView }) {
  const { t } = useTranslation('intake');
  const { kind, applicantName, procedureName, issuedDocumentId } = declined;
  return (
    <Screen title={t('declined')}>
      <div className={styles.accepted}>
        <Panel title={t(`declinedPaper.${kind}`)} icon={CircleCheck} isEmphasised>
          <DefinitionList
            items={[
              { term: t('applicant'), value: applicantName },
              { term: t('procedure'), value: procedureName },
            ]}
          />
          <Notice title={t('declinedNote')}>{t('declinedAdvice')}</Notice>
        </Panel>
        <PrintPanel issuedDocumentId={issuedDocumentId} />
      </div>
    </Screen>
  );
}
