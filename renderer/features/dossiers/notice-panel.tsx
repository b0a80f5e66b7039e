import { useState } from 'react';
import type { NoticeProgress } from '#renderer/data/queries/notice-progress.ts';
import { formatDateTime } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Send } from '#renderer/ui/icons.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import type { Tone } from '#renderer/ui/tone.ts';
import { ResendNoticeDialog } from './resend-notice-dialog.tsx';
import styles from './dossiers.module.css';

/** What was to be sent to the citizen, what became of it, and a way to send it again. */
export function NoticePanel({ notices }: { readonly notices: readonly NoticeProgress[] }) {
  const { t } = useTranslation('notices');
  return (
    <Panel title={t('panel')}>
      <ul className={styles.list}>
        {notices.map((progress) => (
          <li key={progress.notice.noticeId}>
            <NoticeItem progress={progress} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function NoticeItem({ progress }: { readonly progress: NoticeProgress }) {
  const { t } = useTranslation('notices');
  const failureText = useFailureText();
  const [isResending, setResending] = useState(false);
  const { notice, stage, failureCode } = progress;
  const canResend = stage !== 'replaced' && stage !== 'held';
  return (
    <>
      {t(`kind.${notice.content.kind}`)}
      <div className={styles.muted}>
        {t(`way.${notice.channel}`)}: {notice.to} · {formatDateTime(notice.createdAt)}
      </div>
      <div className={styles.badges}>
        <Badge tone={TONES[stage]}>{t(`progress.${stage}`)}</Badge>
        {canResend && (
          <Button
            size="small"
            icon={Send}
            onClick={() => {
              setResending(true);
            }}
          >
            {t('resend')}
          </Button>
        )}
      </div>
      {failureCode !== null && <div className={styles.muted}>{failureText(failureCode)}</div>}
      {isResending && (
        <ResendNoticeDialog
          notice={notice}
          onClose={() => {
            setResending(false);
          }}
        />
      )}
    </>
  );
}

const TONES: Readonly<Record<NoticeProgress['stage'], Tone>> = {
  waiting: 'info',
  held: 'warning',
  setAside: 'neutral',
  queued: 'info',
  sent: 'success',
  failed: 'danger',
  replaced: 'neutral',
};

const FAILURES = [
  'channelNotConfigured',
  'addressRefused',
  'messageRefused',
  'connectionFailed',
  'tryLater',
  'loginRefused',
  'senderRefused',
  'notSecure',
  'tooLate',
] as const;

/** A reason that this build does not know still says what to do. */
function useFailureText(): (code: string) => string {
  const { t } = useTranslation('notices');
  return (code) => t(`failure.${FAILURES.find((known) => known === code) ?? 'other'}`);
}
