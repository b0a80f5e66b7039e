import { formatFullDateTime, formatMoney } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import type { CitizenAnswer } from '#shared/domain/citizen-screen/citizen-message.ts';
import type { StageOf, Transfer } from '#shared/domain/citizen-screen/citizen-view.ts';
import styles from './citizen.module.css';
import { FeeLines } from './intake-view.tsx';
import { QrCode, type DrawQr } from './qr-code.tsx';
import { RatingPanel } from './rating-panel.tsx';

/** The dossier is accepted: its code to take along, what is to be paid, and one question. Nothing of the person. */
export function AcceptedView({
  stage,
  drawQr,
  onAnswer,
}: {
  readonly stage: StageOf<'accepted'>;
  readonly drawQr: DrawQr;
  readonly onAnswer: (answer: CitizenAnswer) => void;
}) {
  const { t, i18n } = useTranslation('citizen');
  const { dossierCode, transfer, fees } = stage;
  return (
    <div className={styles.accepted}>
      <div className={styles.columns}>
        <section className={styles.panel} aria-labelledby="citizen-accepted">
          <h1 id="citizen-accepted" className={styles.title}>
            {t('accepted')}
          </h1>
          <p className={styles.quiet}>{t(stage.isProvisional ? 'provisionalCode' : 'dossierCode')}</p>
          <p className={styles.code} data-testid="citizen-dossier-code">
            {dossierCode}
          </p>
          <div className={styles.withQr}>
            <div>
              <p className={styles.quiet}>{t('due')}</p>
              <p>{formatFullDateTime(stage.resultDueAt, i18n.language === 'en' ? 'en' : 'vi')}</p>
            </div>
            <figure className={styles.figure}>
              <QrCode qr={drawQr(stage.qrText)} label={t('codeQr', { code: dossierCode })} />
              <figcaption>{t('codeQrHint')}</figcaption>
            </figure>
          </div>
        </section>
        {(transfer !== null || fees.totalVnd > 0) && (
          <section className={styles.panel} aria-label={t('fees')}>
            {transfer === null ? (
              <FeeLines fees={fees} title={t('fees')} />
            ) : (
              <TransferPanel transfer={transfer} drawQr={drawQr} />
            )}
          </section>
        )}
      </div>
      <RatingPanel
        state={stage.rating}
        onRate={(score, reasons) => {
          onAnswer({ kind: 'rates', dossierCode, score, reasons: [...reasons] });
        }}
      />
    </div>
  );
}

function TransferPanel({ transfer, drawQr }: { readonly transfer: Transfer; readonly drawQr: DrawQr }) {
  const { t } = useTranslation('citizen');
  const amount = formatMoney(transfer.amountVnd);
  const facts = [
    [t('bank'), transfer.bankName],
    [t('account'), transfer.accountNumber],
    [t('holder'), transfer.accountName],
    [t('purpose'), transfer.purpose],
  ] as const;
  return (
    <>
      <h2 className={styles.title}>{t('transfer')}</h2>
      <div className={styles.withQr}>
        <div>
          <p className={styles.amount}>{amount}</p>
          <dl className={styles.smallFacts}>
            {facts.map(([term, value]) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd className={styles.figures}>{value}</dd>
              </div>
            ))}
          </dl>
        </div>
        <QrCode qr={drawQr(transfer.qrText)} label={t('transferQr', { amount })} />
      </div>
      <p className={styles.quiet}>{t('transferNote')}</p>
    </>
  );
}
