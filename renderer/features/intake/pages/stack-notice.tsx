import { useIntakeState } from '#renderer/features/intake/use-intake.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Undo2 } from '#renderer/ui/icons.ts';
import { InSight } from '#renderer/ui/in-sight.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import type { StackReport } from './page-actions.ts';

/** How far the search for separator sheets is, and what came of it. */
export function StackNotice({ requirementId }: { readonly requirementId: string }) {
  const { t } = useTranslation(['pages', 'common']);
  const looking = useIntakeState((state) => state.lookingForSheets);
  const report = useIntakeState((state) => state.stackReport);
  const set = useIntakeState((state) => state.set);
  if (looking?.requirementId === requirementId) {
    return <Notice title={t('separators.looking', { done: String(looking.done), count: looking.count })} />;
  }
  if (report?.requirementId !== requirementId) return null;
  const isDoubtful = report.sheets === 0 || report.unknown.length > 0 || report.notRead > 0;
  return (
    <InSight>
      <Notice
        tone={isDoubtful ? 'warning' : 'success'}
        title={
          report.sheets === 0
            ? t('separators.none')
            : t('separators.found', { count: report.sheets, moved: String(report.moved) })
        }
        isAnnounced
        actions={report.sheets > 0 && <UndoSplit />}
        onDismiss={() => {
          set({ stackReport: null });
        }}
        dismissLabel={t('common:close')}
      >
        <StackText report={report} />
      </Notice>
    </InSight>
  );
}

function StackText({ report }: { readonly report: StackReport }) {
  const { t } = useTranslation('pages');
  const { sheets, unknown, notRead } = report;
  return (
    <>
      {unknown.length > 0 && <p>{t('separators.unknown', { numbers: unknown.join(', ') })}</p>}
      {notRead > 0 && <p>{t('separators.notRead', { count: notRead })}</p>}
      <p>{sheets > 0 ? t('separators.foundText') : t('separators.noneText')}</p>
    </>
  );
}

/** Only while nothing else was done since. */
function UndoSplit() {
  const { t } = useTranslation('pages');
  const isLast = useIntakeState((state) => state.pageDeeds.at(-1)?.kind === 'splitStack');
  const undo = useIntakeState((state) => state.undoPageWork);
  if (!isLast) return null;
  return (
    <Button icon={Undo2} onClick={undo}>
      {t('undo')}
    </Button>
  );
}
