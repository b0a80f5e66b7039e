import { useState, type ReactNode } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { useQueries, useWorkflows } from '#renderer/context/app-context.tsx';
import type { OfficeData } from '#renderer/data/queries/queries.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import type { Session } from '#renderer/workflows/workflow-deps.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { LogIn } from '#renderer/ui/icons.ts';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { OfficerId } from '#shared/kernel/ids.ts';
import styles from './session.module.css';

/** Who sits at the counter. Works with no network: the PIN is checked on the machine. */
export function SignInScreen({
  office,
  notice,
  onSignedIn,
}: {
  readonly office: OfficeData;
  /** Why the last session ended, when nobody ended it here. */
  readonly notice: ReactNode;
  readonly onSignedIn: (session: Session) => void;
}) {
  const { t } = useTranslation(['session', 'common']);
  const errorText = useErrorText();
  const station = useQueries().useStation();
  const workflows = useWorkflows();
  const [officerId, setOfficerId] = useState<OfficerId | undefined>(office.officers[0]?.officerId);
  const [pin, setPin] = useState('');
  const [failureCode, setFailureCode] = useState<string | null>(null);
  const signIn = async (): Promise<void> => {
    if (officerId === undefined) return;
    const signedIn = await workflows.signIn(officerId, pin);
    if (signedIn.ok) {
      onSignedIn(signedIn.value);
      return;
    }
    setFailureCode(signedIn.error.code);
    setPin('');
  };
  return (
    <main className={styles.page}>
      <form
        className={styles.card}
        onSubmit={(event) => {
          event.preventDefault();
          void signIn();
        }}
      >
        <header className={styles.head}>
          <h1 className={styles.title}>{t('common:appName')}</h1>
          <span>{office.office.name}</span>
          {station !== undefined && station !== null && <span>{t('station', { name: station.stationName })}</span>}
          {office.office.isSample && <Badge tone="warning">{t('common:sampleData')}</Badge>}
        </header>
        {notice}
        <RadioGroup<OfficerId>
          label={t('account')}
          isStacked
          value={officerId}
          onChange={setOfficerId}
          options={office.officers.map((officer) => ({
            value: officer.officerId,
            label: officer.fullName,
            detail: `${t(`common:role.${officer.role}`)} · ${officer.counterName}`,
          }))}
        />
        <TextField
          label={t('pin')}
          hint={t('pinHint')}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          isAutoFocused
          value={pin}
          error={failureCode === null ? undefined : errorText({ code: failureCode })}
          onChange={(typed) => {
            setPin(typed);
            setFailureCode(null);
          }}
        />
        <Button type="submit" variant="primary" size="large" isWide icon={LogIn} shortcut="Enter">
          {t('signIn')}
        </Button>
      </form>
    </main>
  );
}
