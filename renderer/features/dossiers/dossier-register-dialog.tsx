import { useEffect, useRef, useState } from 'react';
import { useQueries, useWorkflows } from '#renderer/context/app-context.tsx';
import { formatNumber } from '#renderer/i18n/formats.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useHotkeys, type HotkeyHandler } from '#renderer/ui/hotkeys.ts';
import { Download, OctagonX, Printer } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { toLocalDate } from '#shared/kernel/instant.ts';
import styles from './dossiers.module.css';
import { useRegisterRun, type RegisterState } from './use-register-run.ts';

/** The follow-up book of a year, printed or saved. Ctrl+Enter prints, Escape stops and then closes. */
export function DossierRegisterDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(['register', 'common']);
  const years = useYears();
  const [year, setYear] = useState(() => years.current);
  const run = useRegisterRun();
  const { state } = run;
  const isRunning = state.kind === 'running';
  const focused = useRef<HTMLButtonElement>(null);
  // The button that was pressed makes way for the other one, which takes the focus over.
  useEffect(() => focused.current?.focus(), [isRunning]);
  const print = (): void => {
    run.start('print', year);
  };
  const save = (): void => {
    run.start('save', year);
  };
  const stop = (): void => {
    run.stop();
  };
  return (
    <Dialog
      isOpen
      onClose={isRunning ? stop : onClose}
      title={t('title')}
      description={t('description')}
      closeLabel={t('common:close')}
      initialFocus={focused}
      actions={
        isRunning ? (
          <Button ref={focused} icon={OctagonX} shortcut="Escape" onClick={stop}>
            {t('stop')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('common:close')}</Button>
            <Button icon={Download} shortcut="Ctrl+S" onClick={save}>
              {t('save')}
            </Button>
            <Button ref={focused} variant="primary" icon={Printer} shortcut="Ctrl+Enter" onClick={print}>
              {t('print')}
            </Button>
          </>
        )
      }
    >
      <Keys map={{ 'Ctrl+Enter': print, 'Ctrl+S': save }} />
      <div className={styles.register}>
        <div className={styles.decision}>
          <Select
            label={t('year')}
            value={String(year)}
            onChange={(chosen) => {
              setYear(Number(chosen));
            }}
            options={years.options.map((option) => ({
              value: String(option),
              label: t('yearOption', { year: String(option) }),
            }))}
            isDisabled={isRunning}
          />
          {years.isKnown && <YearExtent year={year} count={years.counts.get(year) ?? 0} />}
        </div>
        <RunState state={state} />
      </div>
    </Dialog>
  );
}

/** Lives inside the dialog, so that its keys are heard there and nowhere else. */
function Keys({ map }: { readonly map: Readonly<Record<string, HotkeyHandler>> }) {
  useHotkeys(map);
  return null;
}

/** The years with dossiers, and this one, whose book may be wanted while it is empty. */
function useYears() {
  const workflows = useWorkflows();
  const years = useQueries().useDossierYears();
  const [current] = useState(() => Number(toLocalDate(workflows.now()).slice(0, 4)));
  const known = years?.map(({ year }) => year) ?? [];
  const options = [...new Set([current, ...known])].sort((a, b) => b - a);
  const counts = new Map(years?.map(({ year, count }) => [year, count]));
  return { current, options, counts, isKnown: years !== undefined };
}

function YearExtent({ year, count }: { readonly year: number; readonly count: number }) {
  const { t } = useTranslation('register');
  return (
    <p className={styles.text}>
      {count === 0 ? t('emptyYear', { year: String(year) }) : t('count', { formatted: formatNumber(count) })}
    </p>
  );
}

function RunState({ state }: { readonly state: RegisterState }) {
  const { t } = useTranslation('register');
  const errorText = useErrorText();
  switch (state.kind) {
    case 'idle':
      return null;
    case 'running': {
      const words = t('progress', { done: formatNumber(state.done), all: formatNumber(state.all) });
      // A book without entries is done as soon as it is begun.
      const max = Math.max(state.all, 1);
      return (
        <Progress label={t('drawing', { year: String(state.year) })} value={state.done} max={max} valueText={words} />
      );
    }
    case 'stopped':
      return (
        <Notice tone="warning" title={t('stopped')} isAnnounced>
          {t('stoppedText', { done: formatNumber(state.done), all: formatNumber(state.all) })}
        </Notice>
      );
    case 'done':
      return <Done state={state} />;
    case 'failed': {
      const { code } = state;
      const title = t(state.target === 'print' ? 'failed' : 'notSaved');
      return (
        <Notice tone={code === 'cancelled' ? 'info' : 'danger'} title={title} isAnnounced>
          {t(`cause.${code as 'noPrinter'}`, { defaultValue: errorText({ code }) })}
        </Notice>
      );
    }
  }
}

function Done({ state }: { readonly state: Extract<RegisterState, { readonly kind: 'done' }> }) {
  const { t } = useTranslation('register');
  const { year, target, rowCount, pageCount, unreadableCount } = state;
  return (
    <>
      <Notice tone="success" title={t(target === 'print' ? 'printed' : 'saved', { year: String(year) })} isAnnounced>
        {t('extent', { rows: formatNumber(rowCount), pages: formatNumber(pageCount) })}
      </Notice>
      {unreadableCount > 0 && (
        <Notice tone="warning" title={t('unreadable', { count: unreadableCount })} isAnnounced>
          {t('unreadableText')}
        </Notice>
      )}
    </>
  );
}
