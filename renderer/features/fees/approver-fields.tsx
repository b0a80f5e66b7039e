import { useQueries, useSession } from '#renderer/context/app-context.tsx';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { FormCell, FormGrid } from '#renderer/ui/form-grid.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { Approver } from '#renderer/workflows/money/record-entry.ts';
import type { OfficerId } from '#shared/kernel/ids.ts';

export interface ApproverEntry {
  readonly officerId: OfficerId | null;
  readonly pin: string;
}

export const NO_APPROVER: ApproverEntry = { officerId: null, pin: '' };

export function toApprover({ officerId, pin }: ApproverEntry): Approver | null {
  return officerId === null ? null : { officerId, pin };
}

/** The second officer comes to the counter and gives the own PIN, online or not. */
export function ApproverFields(props: {
  readonly value: ApproverEntry;
  readonly onChange: (value: ApproverEntry) => void;
}) {
  const { t } = useTranslation('fees');
  const { value, onChange } = props;
  const queries = useQueries();
  const { officer } = useSession();
  const blocked = queries.useBlockedOfficers();
  const others = (queries.useOfficeData()?.officers ?? []).filter(
    ({ officerId }) => officerId !== officer.officerId && blocked?.has(officerId) !== true,
  );
  return (
    <FormGrid>
      <FormCell width="half">
        <Select<OfficerId>
          label={t('approver')}
          hint={t('approverHint')}
          placeholder={t('approverNone')}
          value={value.officerId ?? undefined}
          onChange={(officerId) => {
            onChange({ ...value, officerId });
          }}
          options={others.map(({ officerId, fullName }) => ({
            value: officerId,
            label: fullName,
          }))}
        />
      </FormCell>
      <FormCell width="half">
        <TextField
          label={t('pin')}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          value={value.pin}
          onChange={(pin) => {
            onChange({ ...value, pin });
          }}
        />
      </FormCell>
    </FormGrid>
  );
}
