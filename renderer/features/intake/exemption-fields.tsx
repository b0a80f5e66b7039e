import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { FeeRate } from '#shared/domain/procedure.ts';
import { useShownProblem } from './problem-text.ts';
import { useIntakeState } from './use-intake.ts';

const NO_EXEMPTION = 'none';

/** Miễn, giảm, and what was shown to claim it. */
export function ExemptionFields({ rate }: { readonly rate: FeeRate }) {
  const { t } = useTranslation('intake');
  const { feeRateId, exemptions } = rate;
  const chosen = useIntakeState((state) => state.draft.feeExemptions[feeRateId]);
  const edit = useIntakeState((state) => state.editFeeExemption);
  const evidence = exemptions.find(({ exemptionId }) => exemptionId === chosen)?.evidence;
  return (
    <>
      <Select
        label={t('feeExemption')}
        value={chosen ?? NO_EXEMPTION}
        onChange={(value) => {
          edit(feeRateId, value === NO_EXEMPTION ? null : value);
        }}
        options={[
          { value: NO_EXEMPTION, label: t('feeNoExemption') },
          ...exemptions.map((exemption) => ({
            value: exemption.exemptionId,
            label: `${exemption.name} (−${String(exemption.reducedByPercent)}%)`,
            detail: exemption.evidence,
          })),
        ]}
      />
      {evidence !== undefined && <EvidenceField feeRateId={feeRateId} evidence={evidence} />}
    </>
  );
}

function EvidenceField({ feeRateId, evidence }: { readonly feeRateId: string; readonly evidence: string }) {
  const { t } = useTranslation('intake');
  const typed = useIntakeState((state) => state.draft.feeExemptionEvidence);
  const edit = useIntakeState((state) => state.edit);
  const { error } = useShownProblem(`fee:${feeRateId}`);
  return (
    <TextField
      label={t('feeEvidence')}
      hint={evidence}
      isRequired
      error={error}
      maxLength={200}
      value={typed[feeRateId] ?? ''}
      onChange={(value) => {
        edit({ feeExemptionEvidence: { ...typed, [feeRateId]: value } });
      }}
    />
  );
}
