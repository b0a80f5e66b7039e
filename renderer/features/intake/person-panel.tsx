import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { DateField } from '#renderer/ui/date-field.tsx';
import { FormCell, FormGrid, type FormCellProps } from '#renderer/ui/form-grid.tsx';
import { IdCard, User } from '#renderer/ui/icons.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField, type TextFieldProps } from '#renderer/ui/text-field.tsx';
import { findTypedDate } from '#shared/domain/calendar-date.ts';
import type { DraftApplicant, IntakeDraft } from '#shared/domain/intake-draft.ts';
import { CitizenMark } from './citizen-mark.tsx';
import { CodeCameraButton } from './code-camera-button.tsx';
import { fieldMark } from './focus-field.ts';
import { useShownProblem } from './problem-text.ts';
import { useIntakeState } from './use-intake.ts';

type TextMember<Of> = { [Key in keyof Of]: Of[Key] extends string ? Key : never }[keyof Of] & string;

/** Who the dossier belongs to, and who stands at the counter (IN-12). */
export function PersonPanel() {
  const { t } = useTranslation('intake');
  const kind = useIntakeState((state) => state.draft.applicant.kind);
  const isInPerson = useIntakeState((state) => state.draft.submitter.isApplicantInPerson);
  const editApplicant = useIntakeState((state) => state.editApplicant);
  const submitter = useIntakeState((state) => state.draft.submitter);
  const edit = useIntakeState((state) => state.edit);
  const other = kind === 'citizen' ? 'organisation' : 'citizen';
  const switchKind = (
    <Button
      size="small"
      variant="ghost"
      onClick={() => {
        editApplicant({ kind: other });
      }}
    >
      {t(`applicantKind.${other}`)}
    </Button>
  );
  const aside = (
    <>
      <CitizenMark />
      {kind === 'citizen' && <CodeCameraButton />}
      {switchKind}
    </>
  );
  return (
    <Panel title={`${t('applicant')} · ${t(`applicantKind.${kind}`)}`} icon={User} aside={aside}>
      <FormGrid>
        {kind === 'citizen' ? <CitizenFields /> : <OrganisationFields />}
        <ApplicantText member="address" label={t('address')} isRequired />
        {kind === 'citizen' && <GenderField />}
        <ApplicantText member="phone" label={t('phone')} width="third" inputMode="tel" isTabular />
        <ApplicantText
          member="email"
          label={t('email')}
          width={kind === 'citizen' ? 'third' : 'twoThirds'}
          inputMode="email"
        />
      </FormGrid>
      <Checkbox
        label={t('submitterSame')}
        isChecked={isInPerson}
        onChange={(isChecked) => {
          edit({ submitter: { ...submitter, isApplicantInPerson: isChecked } });
        }}
      />
      {!isInPerson && <SubmitterFields />}
    </Panel>
  );
}

function CitizenFields() {
  const { t } = useTranslation('intake');
  return (
    <>
      <ApplicantText member="fullName" label={t('fullName')} isRequired maxLength={200} />
      <ApplicantText
        member="personalIdNumber"
        label={t('personalIdNumber')}
        isRequired
        width="twoThirds"
        isTabular
        inputMode="numeric"
      />
      <BirthField />
    </>
  );
}

function OrganisationFields() {
  const { t } = useTranslation('intake');
  return (
    <>
      <ApplicantText member="organisationName" label={t('organisationName')} isRequired />
      <ApplicantText member="taxCode" label={t('taxCode')} isRequired hint={t('taxCodeHint')} isTabular />
    </>
  );
}

/** Anything the officer corrects by hand is no longer "from the card". */
function ApplicantText({
  member,
  width = 'full',
  ...field
}: { readonly member: TextMember<DraftApplicant> } & Pick<FormCellProps, 'width'> &
  Pick<TextFieldProps, 'label' | 'hint' | 'isRequired' | 'isTabular' | 'inputMode' | 'maxLength'>) {
  const { t } = useTranslation('intake');
  const value = useIntakeState((state) => state.draft.applicant[member]);
  const isFromCard = useIntakeState((state) => state.draft.applicant.dataSource === 'idCardQr');
  const editApplicant = useIntakeState((state) => state.editApplicant);
  const problem = useShownProblem(`applicant.${member}`);
  const hasSource = isFromCard && CARD_MEMBERS.has(member) && value !== '';
  return (
    <FormCell width={width}>
      <div {...fieldMark(`applicant.${member}`)}>
        <TextField
          {...field}
          {...problem}
          value={value}
          onChange={(typed) => {
            editApplicant({ [member]: typed, ...(CARD_MEMBERS.has(member) ? { dataSource: 'typed' as const } : {}) });
          }}
          source={hasSource ? { label: t('fromCard'), icon: IdCard } : undefined}
        />
      </div>
    </FormCell>
  );
}

const CARD_MEMBERS: ReadonlySet<string> = new Set(['fullName', 'personalIdNumber', 'address']);

function BirthField() {
  const { t } = useTranslation(['intake', 'intakeProblems']);
  const birthOn = useIntakeState((state) => state.draft.applicant.birthOn);
  const editApplicant = useIntakeState((state) => state.editApplicant);
  const problem = useShownProblem('applicant.birthOn');
  return (
    <FormCell width="third">
      <div {...fieldMark('applicant.birthOn')}>
        <DateField
          {...problem}
          label={t('birthOn')}
          value={findTypedDate(birthOn)}
          initialText={birthOn}
          onChange={(_, text) => {
            editApplicant({ birthOn: text });
          }}
          invalidText={t('intakeProblems:notADate')}
        />
      </div>
    </FormCell>
  );
}

function GenderField() {
  const { t } = useTranslation('intake');
  const gender = useIntakeState((state) => state.draft.applicant.gender);
  const editApplicant = useIntakeState((state) => state.editApplicant);
  const problem = useShownProblem('applicant.gender');
  return (
    <FormCell width="third">
      <div {...fieldMark('applicant.gender')}>
        <Select
          {...problem}
          label={t('gender')}
          value={gender ?? undefined}
          onChange={(value) => {
            editApplicant({ gender: value });
          }}
          options={[
            { value: 'male', label: t('male') },
            { value: 'female', label: t('female') },
          ]}
          placeholder="–"
        />
      </div>
    </FormCell>
  );
}

function SubmitterFields() {
  const { t } = useTranslation('intake');
  const submitter = useIntakeState((state) => state.draft.submitter);
  const edit = useIntakeState((state) => state.edit);
  const change = (part: Partial<IntakeDraft['submitter']>): void => {
    edit({ submitter: { ...submitter, ...part } });
  };
  const relations = ['onBehalf', 'authorisedRepresentative', 'postalStaff'] as const;
  return (
    <FormGrid>
      <FormCell>
        <Select
          label={t('relation.label')}
          value={submitter.relation}
          onChange={(relation) => {
            change({ relation });
          }}
          options={relations.map((value) => ({ value, label: t(`relation.${value}`) }))}
        />
      </FormCell>
      <SubmitterText member="fullName" label={t('fullName')} isRequired onChange={change} />
      <SubmitterText
        member="personalIdNumber"
        label={t('personalIdNumber')}
        isRequired
        width="half"
        onChange={change}
      />
      <SubmitterText member="phone" label={t('phone')} width="half" onChange={change} />
      {submitter.relation === 'authorisedRepresentative' && (
        <SubmitterText member="authorisation" label={t('authorisation')} isRequired onChange={change} />
      )}
    </FormGrid>
  );
}

function SubmitterText({
  member,
  label,
  width = 'full',
  isRequired = false,
  onChange,
}: {
  readonly member: 'fullName' | 'personalIdNumber' | 'phone' | 'authorisation';
  readonly label: string;
  readonly width?: 'full' | 'half';
  readonly isRequired?: boolean;
  readonly onChange: (part: Partial<IntakeDraft['submitter']>) => void;
}) {
  const value = useIntakeState((state) => state.draft.submitter[member]);
  const problem = useShownProblem(`submitter.${member}`);
  return (
    <FormCell width={width}>
      <div {...fieldMark(`submitter.${member}`)}>
        <TextField
          {...problem}
          label={label}
          isRequired={isRequired}
          value={value}
          onChange={(typed) => {
            onChange({ [member]: typed });
          }}
        />
      </div>
    </FormCell>
  );
}
