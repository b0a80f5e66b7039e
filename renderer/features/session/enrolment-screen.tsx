import { useState } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { KeyRound } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { Result } from '#shared/kernel/result.ts';
import styles from './session.module.css';

export interface EnrolmentProps {
  /** Code and name the host was started with, to save typing. */
  readonly suggestion: { readonly enrolmentCode: string; readonly stationName: string };
  readonly enrol: (enrolmentCode: string, stationName: string) => Promise<Result<null, AppError>>;
}

/** Once in the life of a machine: it becomes a station of the province. Needs the network. */
export function EnrolmentScreen({ suggestion, enrol }: EnrolmentProps) {
  const { t } = useTranslation(['session', 'common']);
  const errorText = useErrorText();
  const [code, setCode] = useState(suggestion.enrolmentCode);
  const [name, setName] = useState(suggestion.stationName);
  const [failureCode, setFailureCode] = useState<string | null>(null);
  const [isEnrolling, setEnrolling] = useState(false);
  const submit = async (): Promise<void> => {
    setEnrolling(true);
    const enrolled = await enrol(code, name);
    setEnrolling(false);
    if (!enrolled.ok) setFailureCode(enrolled.error.code);
  };
  return (
    <main className={styles.page}>
      <form
        className={styles.card}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <header className={styles.head}>
          <h1 className={styles.title}>{t('enrolTitle')}</h1>
          <span>{t('enrolText')}</span>
        </header>
        <TextField label={t('enrolmentCode')} isRequired isAutoFocused isTabular value={code} onChange={setCode} />
        <TextField label={t('stationName')} isRequired value={name} onChange={setName} />
        {failureCode !== null && <Notice tone="danger" title={errorText({ code: failureCode })} isAnnounced />}
        <Button
          type="submit"
          variant="primary"
          size="large"
          isWide
          icon={KeyRound}
          isDisabled={isEnrolling || code.trim() === '' || name.trim() === ''}
        >
          {isEnrolling ? t('enrolling') : t('enrol')}
        </Button>
      </form>
    </main>
  );
}
