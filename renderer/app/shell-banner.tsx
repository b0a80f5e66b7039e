import { useSync, useUpdate$ } from '#renderer/context/app-context.tsx';
import { useObservable } from '#renderer/context/use-observable.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import type { SyncStatus } from '#sync/runner/sync-status.ts';

/** A clock that is wrong by this much is said: it is printed on papers. */
const NOTABLE_SKEW_MS = 2 * 60_000;
const FEW_NUMBERS = 10;

/** One line, only when it matters; the most pressing first. */
export function ShellBanner() {
  const { t } = useTranslation('common');
  const errorText = useErrorText();
  const sync = useSync();
  const status = useObservable(sync.status$);
  const applyUpdate = useObservable(useUpdate$());
  if (status === undefined) return null;
  if (status.connection === 'paused') {
    const cause = status.cause === undefined ? '' : errorText({ code: status.cause });
    return (
      <Banner
        text={t('banner.paused', { cause })}
        action={
          <Button size="small" onClick={sync.wake}>
            {t('banner.tryAgain')}
          </Button>
        }
      />
    );
  }
  if (isClockWrong(status)) {
    const minutes = String(Math.round(Math.abs(status.clockSkewMs ?? 0) / 60_000));
    return <Banner text={t('banner.clockSkew', { minutes })} />;
  }
  if (status.unusedNumbersToday !== null && status.unusedNumbersToday < FEW_NUMBERS) {
    const count = status.unusedNumbersToday;
    return <Banner text={count === 0 ? t('banner.noNumbers') : t('banner.lowNumbers', { count })} />;
  }
  if (applyUpdate !== undefined && applyUpdate !== null) {
    return (
      <Banner
        tone="info"
        text={t('banner.updateReady')}
        action={
          <Button size="small" onClick={applyUpdate}>
            {t('banner.update')}
          </Button>
        }
      />
    );
  }
  return null;
}

function isClockWrong(status: SyncStatus): boolean {
  return Math.abs(status.clockSkewMs ?? 0) >= NOTABLE_SKEW_MS;
}
