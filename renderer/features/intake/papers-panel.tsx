import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { formatBytes } from '#renderer/i18n/formats.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { FormCell, FormGrid } from '#renderer/ui/form-grid.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { FileText, Image, ListChecks, Trash2 } from '#renderer/ui/icons.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { NumberField } from '#renderer/ui/number-field.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import type { ComponentFile } from '#shared/domain/dossier.ts';
import type { DraftComponent } from '#shared/domain/intake-draft.ts';
import type { ComponentRequirement, CopyKind } from '#shared/domain/procedure.ts';
import { AttachArea } from './attach-area.tsx';
import { fieldMark } from './focus-field.ts';
import styles from './intake.module.css';
import { PageCount } from './pages/page-count.tsx';
import { PageDesk } from './pages/page-desk.tsx';
import { SeparatorsButton, SeparatorsNotice } from './pages/separators-button.tsx';
import { usePrintSeparators } from './pages/use-print-separators.ts';
import { useShownProblem } from './problem-text.ts';
import { ReuseOffers } from './reuse-offers.tsx';
import { StoreConsent } from './store-consent.tsx';
import { useFindPapers } from './use-find-papers.ts';
import { useIntake, useIntakeState } from './use-intake.ts';

const COPY_KINDS: readonly CopyKind[] = ['original', 'certifiedCopy', 'copy'];

/** The procedure's checklist: what was handed over, and the scans of it. */
export function PapersPanel() {
  const { t } = useTranslation('intake');
  const { procedure } = useIntake();
  const components = useIntakeState((state) => state.draft.components);
  useFindPapers();
  const received = components.filter((component) => component.isReceived).length;
  const { printing, print, dismiss } = usePrintSeparators(procedure);
  const title = t('papers');
  if (procedure === undefined) {
    return (
      <Panel title={title} icon={ListChecks}>
        <EmptyState icon={ListChecks} title={title}>
          {t('checklistEmpty')}
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel
      title={title}
      icon={ListChecks}
      aside={
        <>
          <SeparatorsButton printing={printing} onPrint={print} />
          {`${String(received)}/${String(components.length)}`}
        </>
      }
    >
      <SeparatorsNotice printing={printing} onDismiss={dismiss} />
      <MarkAllButton />
      <ul className={styles.checklist}>
        {procedure.components.map((requirement) => {
          const component = components.find((entry) => entry.requirementId === requirement.requirementId);
          return (
            component && (
              <ChecklistRow key={requirement.requirementId} requirement={requirement} component={component} />
            )
          );
        })}
      </ul>
      <StoreConsent />
    </Panel>
  );
}

/** One key for the usual case: everything that is required lies on the desk. */
function MarkAllButton() {
  const { t } = useTranslation('intake');
  const { procedure } = useIntake();
  const components = useIntakeState((state) => state.draft.components);
  const edit = useIntakeState((state) => state.edit);
  const markAll = (): void => {
    const required = new Set(
      procedure?.components.filter((entry) => entry.necessity === 'required').map((entry) => entry.requirementId),
    );
    edit({
      components: components.map((component) =>
        required.has(component.requirementId) ? { ...component, isReceived: true } : component,
      ),
    });
  };
  useHotkeys({ 'Ctrl+D': markAll });
  return (
    <Button icon={ListChecks} shortcut="Ctrl+D" onClick={markAll}>
      {t('markAll')}
    </Button>
  );
}

function ChecklistRow({
  requirement,
  component,
}: {
  readonly requirement: ComponentRequirement;
  readonly component: DraftComponent;
}) {
  const { t } = useTranslation('intake');
  const { requirementId } = requirement;
  const isTarget = useIntakeState((state) => state.targetRequirementId === requirementId);
  const editComponent = useIntakeState((state) => state.editComponent);
  const set = useIntakeState((state) => state.set);
  const problem = useShownProblem(`component:${requirementId}`);
  const message = problem.error ?? problem.warning;
  const detail = [t(requirement.necessity), requirement.condition, requirement.isShownOnly && t('shownOnly')];
  return (
    <li className={isTarget ? styles.targetRow : styles.row} {...fieldMark(`component:${requirementId}`)}>
      <div
        onFocus={() => {
          set({ targetRequirementId: requirementId });
        }}
      >
        <Checkbox
          label={requirement.name}
          detail={detail.filter((part) => typeof part === 'string').join(' · ')}
          isChecked={component.isReceived}
          onChange={(isReceived) => {
            editComponent(requirementId, { isReceived });
          }}
        />
        {message !== undefined && (
          <div className={styles.rowProblem}>
            <Badge tone={problem.error === undefined ? 'warning' : 'danger'}>{message}</Badge>
          </div>
        )}
        <ReuseOffers requirement={requirement} component={component} />
        {(isTarget || component.files.length + component.pages.length > 0) && (
          <RowBody requirement={requirement} component={component} isTarget={isTarget} />
        )}
      </div>
    </li>
  );
}

function RowBody({
  requirement,
  component,
  isTarget,
}: {
  readonly requirement: ComponentRequirement;
  readonly component: DraftComponent;
  readonly isTarget: boolean;
}) {
  return (
    <div className={styles.rowBody}>
      {isTarget && <SheetCounts requirement={requirement} component={component} />}
      {component.files.length > 0 && (
        <ul className={styles.files}>
          {component.files.map((file) => (
            <FileRow key={file.hash} requirementId={requirement.requirementId} file={file} />
          ))}
        </ul>
      )}
      {component.pages.length > 0 && <PageCount component={component} />}
      {isTarget && <PageDesk component={component} />}
      {isTarget && !requirement.isShownOnly && <AttachArea requirement={requirement} />}
    </div>
  );
}

/** Sheets received of each kind that is asked for, or already counted. */
function SheetCounts({
  requirement,
  component,
}: {
  readonly requirement: ComponentRequirement;
  readonly component: DraftComponent;
}) {
  const { t } = useTranslation('common');
  const editComponent = useIntakeState((state) => state.editComponent);
  return (
    <FormGrid>
      {COPY_KINDS.filter((kind) => requirement.counts[kind] > 0 || component.received[kind] > 0).map((kind) => (
        <FormCell key={kind} width="third">
          <NumberField
            label={t(`copyKind.${kind}`)}
            value={component.received[kind]}
            min={0}
            max={99}
            onChange={(count) => {
              editComponent(requirement.requirementId, {
                received: { ...component.received, [kind]: Math.min(count ?? 0, 99) },
              });
            }}
          />
        </FormCell>
      ))}
    </FormGrid>
  );
}

function FileRow({ requirementId, file }: { readonly requirementId: string; readonly file: ComponentFile }) {
  const { t } = useTranslation(['intake', 'common']);
  const removeFile = useIntakeState((state) => state.removeFile);
  return (
    <li className={styles.file}>
      <Icon icon={file.mediaType === 'application/pdf' ? FileText : Image} />
      <span className={styles.fileName} title={file.fileName}>
        {file.fileName}
      </span>
      <span className={styles.fileFacts}>
        {t('pages', { count: file.pageCount })} · {formatBytes(file.sizeBytes)}
      </span>
      <Button
        size="small"
        variant="ghost"
        icon={Trash2}
        isIconOnly
        onClick={() => {
          removeFile(requirementId, file.hash);
        }}
      >
        {t('common:remove')}
      </Button>
    </li>
  );
}
