import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { DateField } from '#renderer/ui/date-field.tsx';
import { FormCell, FormGrid } from '#renderer/ui/form-grid.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { CircleCheck, ScanLine } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { ExtractionFields, ExtractionProposal } from '#shared/domain/extraction/extraction.ts';
import type { ExtractionTextField } from '#shared/domain/extraction/typed-extraction.ts';
import { ExtractionPage, type ExtractionPageImage } from './extraction-page.tsx';
import { useExtractionForm, type ExtractionForm } from './use-extraction-form.ts';
import styles from './extraction.module.css';

/** Below this the officer is asked to look twice. */
const SURE = 75;

export interface ExtractionPanelProps {
  readonly pages: readonly ExtractionPageImage[];
  /** What was read on them; empty when nothing was, and the officer types. */
  readonly proposal: ExtractionProposal;
  /** What was confirmed before: the officer corrects it. */
  readonly confirmed?: ExtractionFields | undefined;
  /** Why the last confirmation was not taken. */
  readonly failure?: string | null;
  readonly onConfirm: (fields: ExtractionFields) => void;
}

/**
 * The page beside the data to be taken from it (DG-05). What the engine read is marked as read automatically until the
 * officer confirms all of it with Ctrl+Enter; nothing is handed on before. A new paper needs a new panel (`key`).
 */
export function ExtractionPanel({ pages, proposal, confirmed, failure = null, onConfirm }: ExtractionPanelProps) {
  const { t } = useTranslation('extraction');
  const form = useExtractionForm(proposal, confirmed, onConfirm);
  useHotkeys({ 'Ctrl+Enter': form.confirm });
  return (
    <div className={styles.container}>
      <div className={styles.root}>
        {pages.length === 0 ? (
          <Notice title={t('pagesGone')} />
        ) : (
          <ExtractionPage pages={pages} place={proposal[form.current]} />
        )}
        <div className={styles.form}>
          <p className={styles.muted}>{t(noteFor(proposal, confirmed))}</p>
          <FormGrid>
            <TextOf form={form} proposal={proposal} field="numberSymbol" width="half" isTabular />
            <FormCell width="half">
              <DayOf form={form} proposal={proposal} />
            </FormCell>
            <TextOf form={form} proposal={proposal} field="issuingBody" />
            <TextOf form={form} proposal={proposal} field="abstract" lines={2} />
            <TextOf form={form} proposal={proposal} field="signerName" />
            <TextOf form={form} proposal={proposal} field="holderName" />
            <TextOf form={form} proposal={proposal} field="holderIdNumber" isTabular />
          </FormGrid>
          {failure !== null && <Notice tone="danger" title={failure} />}
          <Button
            variant="primary"
            icon={CircleCheck}
            shortcut="Ctrl+Enter"
            isDisabled={form.isEmpty}
            disabledReason={t('empty')}
            onClick={form.confirm}
          >
            {t('confirm')}
          </Button>
        </div>
      </div>
    </div>
  );
}

function noteFor(proposal: ExtractionProposal, confirmed: ExtractionFields | undefined) {
  if (confirmed !== undefined) return 'correctionNote';
  return Object.keys(proposal).length === 0 ? 'nothingRead' : 'note';
}

interface FieldOfForm {
  readonly form: ExtractionForm;
  readonly proposal: ExtractionProposal;
}

/** Label, mark and warning of a field; they go with the first change, because then the officer has looked. */
function useMarks({ form, proposal }: FieldOfForm, field: ExtractionTextField | 'issuedOn') {
  const { t } = useTranslation('extraction');
  const isAsRead = form.isAsRead(field);
  const isUnsure = isAsRead && (proposal[field]?.confidence ?? 0) < SURE;
  const problem = form.problems.find((one) => one.field === field);
  return {
    label: t(`fields.${field}`),
    ...(isAsRead ? { source: { label: t('readAutomatically'), icon: ScanLine } } : {}),
    ...(isUnsure ? { warning: t('unsure') } : {}),
    ...(problem === undefined ? {} : { error: t(`problems.${problem.code}`) }),
  };
}

function TextOf(
  props: FieldOfForm & {
    readonly field: ExtractionTextField;
    readonly width?: 'half';
    readonly lines?: number;
    readonly isTabular?: boolean;
  },
) {
  const { form, field } = props;
  const marks = useMarks(props, field);
  return (
    <FormCell width={props.width ?? 'full'}>
      <TextField
        {...marks}
        value={form.typed.texts[field]}
        onChange={(text) => {
          form.setText(field, text);
        }}
        onFocus={() => {
          form.lookAt(field);
        }}
        lines={props.lines}
        isTabular={props.isTabular === true}
        maxLength={500}
        isAutoFocused={field === 'numberSymbol'}
      />
    </FormCell>
  );
}

function DayOf(props: FieldOfForm) {
  const { t } = useTranslation('extraction');
  const { form } = props;
  return (
    <div
      onFocus={() => {
        form.lookAt('issuedOn');
      }}
    >
      <DateField
        {...useMarks(props, 'issuedOn')}
        value={form.typed.issuedOn}
        onChange={form.setDay}
        invalidText={t('problems.noDate')}
        placeholder={t('dayFormat')}
      />
    </div>
  );
}
