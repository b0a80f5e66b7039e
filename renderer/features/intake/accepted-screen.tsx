import { useRef } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { formatFullDateTime, formatMoney } from '#renderer/i18n/formats.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { DefinitionList } from '#renderer/ui/definition-list.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { ArrowRight, CircleCheck, Printer } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { useStartNew } from './draft-actions.tsx';
import { PrintState } from './print-state.tsx';
import styles from './intake.module.css';
import { usePaymentItems } from './payment-items.ts';
import type { AcceptedView } from './store.ts';
import { useIntakeState } from './use-intake.ts';

/** The official code, large; whether the paper came out, asked once; the next citizen. */
export function AcceptedScreen({ accepted }: { readonly accepted: AcceptedView }) {
  const { t, i18n } = useTranslation(['intake', 'common', 'citizen']);
  const startNew = useStartNew();
  const next = useRef<HTMLButtonElement>(null);
  const { dossier } = accepted;
  const { applicant } = dossier;
  const paymentItems = usePaymentItems(accepted.payment);
  const isRated = useIntakeState((state) => state.rating === 'recorded');
  const isProvisional = dossier.provisionalCode === dossier.dossierCode;
  useHotkeys({ Enter: startNew, 'Alt+N': startNew });
  return (
    <Screen title={t('accepted')}>
      <div className={styles.accepted}>
        <Panel title={t(isProvisional ? 'acceptedProvisional' : 'acceptedCode')} icon={CircleCheck} isEmphasised>
          <div className={styles.code} data-testid="dossier-code">
            {dossier.dossierCode}
          </div>
          {isProvisional && <Notice tone="warning" title={t('acceptedProvisionalHint')} />}
          <DefinitionList
            items={[
              {
                term: t('applicant'),
                value: applicant.kind === 'citizen' ? applicant.fullName : applicant.organisationName,
              },
              { term: t('procedure'), value: dossier.procedureName },
              { term: t('due'), value: formatFullDateTime(dossier.resultDueAt, i18n.language === 'en' ? 'en' : 'vi') },
              { term: t('fees'), value: formatMoney(dossier.feeTotalVnd), isTabular: true },
              ...paymentItems,
            ]}
          />
        </Panel>
        <Panel title={t('printQuestion')} icon={Printer}>
          {isRated && <Badge tone="success">{t('citizen:officer.rated')}</Badge>}
          <PrintState accepted={accepted} next={next} />
          <Button
            ref={next}
            variant="primary"
            size="large"
            isWide
            icon={ArrowRight}
            shortcut="Enter"
            onClick={startNew}
          >
            {t('nextCitizen')}
          </Button>
        </Panel>
      </div>
    </Screen>
  );
}
