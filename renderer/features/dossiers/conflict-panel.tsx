import { useState } from 'react';
import { useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import { formatDateTime } from '#renderer/i18n/formats.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Check } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import type { ConflictChoices } from '#shared/domain/decide-resolve-conflict.ts';
import type { Conflict, ConflictChoice, ConflictField } from '#shared/domain/province-record.ts';
import styles from './dossiers.module.css';
import { useFieldText } from './field-text.ts';

/** What this counter had beside what the province says, field by field; a person decides. */
export function ConflictPanel({ conflict }: { readonly conflict: Conflict }) {
  const { t } = useTranslation('province');
  if (conflict.isOpen === 0) return <Decided conflict={conflict} />;
  const { reason, agencyName } = conflict;
  return (
    <Panel title={t('conflictTitle')} isEmphasised>
      <p className={styles.text}>{conflict.cause === 'illegalStep' ? t('illegalStepText') : t('conflictText')}</p>
      {reason !== null && (
        <p className={styles.muted}>{[agencyName, t('reason', { reason })].filter(Boolean).join(' · ')}</p>
      )}
      <Decision conflict={conflict} />
    </Panel>
  );
}

function Decision({ conflict }: { readonly conflict: Conflict }) {
  const { t } = useTranslation('province');
  const errorText = useErrorText();
  const session = useSession();
  const workflows = useWorkflows();
  const [choices, setChoices] = useState<ConflictChoices>({});
  const [isRecording, setRecording] = useState(false);
  const [failureCode, setFailureCode] = useState<string | null>(null);
  const isComplete = conflict.fields.every(({ field }) => choices[field] !== undefined);
  const record = async (): Promise<void> => {
    setRecording(true);
    const resolved = await workflows.resolveConflict(session, conflict.changeNumber, choices);
    setRecording(false);
    setFailureCode(resolved.ok ? null : resolved.error.code);
  };
  return (
    <form
      className={styles.decision}
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete && !isRecording) void record();
      }}
    >
      <table className={styles.comparison} aria-label={t('table')}>
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('local')}</th>
            <th scope="col">{t('provinceValue')}</th>
          </tr>
        </thead>
        <tbody>
          {conflict.fields.map((field) => (
            <FieldRows
              key={field.field}
              field={field}
              choice={choices[field.field]}
              onChoose={(choice) => {
                setChoices((before) => ({ ...before, [field.field]: choice }));
              }}
            />
          ))}
        </tbody>
      </table>
      <p className={styles.muted}>{t('proposalNote')}</p>
      <Button
        type="submit"
        variant="primary"
        icon={Check}
        isDisabled={!isComplete || isRecording}
        disabledReason={t('chooseAll')}
      >
        {t('record')}
      </Button>
      {failureCode !== null && <Notice tone="danger" isAnnounced title={errorText({ code: failureCode })} />}
    </form>
  );
}

function FieldRows(props: {
  readonly field: ConflictField;
  readonly choice: ConflictChoice | undefined;
  readonly onChoose: (choice: ConflictChoice) => void;
}) {
  const { t } = useTranslation('province');
  const fieldText = useFieldText();
  const { field, local, province } = props.field;
  const name = t(`fields.${field}`);
  return (
    <>
      <tr>
        <th scope="row">{name}</th>
        <td>{fieldText(field, local)}</td>
        <td>{fieldText(field, province)}</td>
      </tr>
      <tr>
        <td colSpan={3}>
          <RadioGroup<ConflictChoice>
            label={`${t('choice')}: ${name}`}
            isLabelHidden
            value={props.choice}
            onChange={props.onChoose}
            options={[
              { value: 'keepProvince', label: t('keepProvince') },
              { value: 'proposeLocal', label: t('proposeLocal') },
            ]}
          />
        </td>
      </tr>
    </>
  );
}

function Decided({ conflict }: { readonly conflict: Conflict }) {
  const { t } = useTranslation('province');
  const fieldText = useFieldText();
  const { resolvedAt } = conflict;
  return (
    <Notice tone="neutral" title={resolvedAt === null ? null : t('decided', { time: formatDateTime(resolvedAt) })}>
      <ul className={styles.list}>
        {conflict.fields.map(({ field, choice, local, province }) => (
          <li key={field}>
            {choice !== null && t('decidedField', { field: t(`fields.${field}`), choice: t(choice) })}
            <div className={styles.muted}>
              {t('local')}: {fieldText(field, local)} · {t('provinceValue')}: {fieldText(field, province)}
            </div>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
