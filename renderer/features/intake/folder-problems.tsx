import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import type { TakeProblem } from '#renderer/workflows/take-folder-files.ts';
import { useAttachErrorText } from './use-attach-files.ts';

/** What went wrong with files of the scanner folder that were to be taken; the others are attached. */
export function FolderProblems({
  problems,
  onDismiss,
}: {
  readonly problems: readonly TakeProblem[];
  readonly onDismiss: () => void;
}) {
  const { t } = useTranslation(['scanning', 'common']);
  const attachErrorText = useAttachErrorText();
  const textOf = (problem: TakeProblem): string => {
    if (problem.kind === 'notKept') return attachErrorText(problem.error);
    return problem.kind === 'notMoved' ? t(`folder.notMoved.${problem.code}`) : t(`folder.problem.${problem.code}`);
  };
  return problems.map((problem) => (
    <Notice
      key={`${problem.kind} ${problem.fileName}`}
      tone={problem.kind === 'notMoved' ? 'warning' : 'danger'}
      title={problem.fileName}
      isAnnounced
      onDismiss={onDismiss}
      dismissLabel={t('common:close')}
    >
      {textOf(problem)}
    </Notice>
  ));
}
