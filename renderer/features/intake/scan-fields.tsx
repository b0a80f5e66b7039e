import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { FormCell, FormGrid } from '#renderer/ui/form-grid.tsx';
import { RefreshCw } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Select } from '#renderer/ui/select.tsx';
import type { ScanChoosing } from './use-scan-choice.ts';

const SOURCES = ['flatbed', 'feeder', 'duplex'] as const;
const COLOUR_MODES = ['colour', 'grey'] as const;
const PAPER_SIZES = ['A4', 'A5'] as const;
/** From the least that the rule allows. */
const DPI = [200, 300, 400] as const;

export interface ScanFieldsProps {
  readonly scanners: readonly { readonly scannerId: string; readonly name: string }[] | undefined;
  readonly choice: ScanChoosing['choice'];
  readonly onChoose: ScanChoosing['choose'];
  readonly onSearch: () => void;
  readonly isDisabled: boolean;
}

/** With which scanner, and how. Every change is remembered for this station. */
export function ScanFields(props: ScanFieldsProps) {
  const { t } = useTranslation('scanning');
  const { scanners, choice, onChoose, isDisabled } = props;
  return (
    <FormGrid>
      <FormCell width="full">
        <Select
          label={t('scanner')}
          placeholder={scanners === undefined ? t('searching') : t('none')}
          value={choice?.scannerId}
          isDisabled={isDisabled}
          onChange={(scannerId) => {
            onChoose({ scannerId });
          }}
          options={(scanners ?? []).map(({ scannerId, name }) => ({ value: scannerId, label: name }))}
        />
      </FormCell>
      {scanners?.length === 0 && (
        <FormCell width="full">
          <Notice
            tone="warning"
            title={t('none')}
            isAnnounced
            actions={
              <Button icon={RefreshCw} onClick={props.onSearch}>
                {t('searchAgain')}
              </Button>
            }
          >
            {t('noneAdvice')}
          </Notice>
        </FormCell>
      )}
      {choice !== undefined && <HowFields {...props} choice={choice} />}
    </FormGrid>
  );
}

function HowFields({
  choice,
  onChoose,
  isDisabled,
}: ScanFieldsProps & { readonly choice: NonNullable<ScanFieldsProps['choice']> }) {
  const { t } = useTranslation('scanning');
  return (
    <>
      <FormCell width="half">
        <Select
          label={t('source')}
          value={choice.source}
          isDisabled={isDisabled}
          onChange={(source) => {
            onChoose({ source });
          }}
          options={SOURCES.map((value) => ({ value, label: t(`sources.${value}`) }))}
        />
      </FormCell>
      <FormCell width="half">
        <Select
          label={t('colourMode')}
          value={choice.colourMode}
          isDisabled={isDisabled}
          onChange={(colourMode) => {
            onChoose({ colourMode });
          }}
          options={COLOUR_MODES.map((value) => ({ value, label: t(`colourModes.${value}`) }))}
        />
      </FormCell>
      <FormCell width="half">
        <Select
          label={t('dpi')}
          value={String(choice.dpi)}
          isDisabled={isDisabled}
          onChange={(chosen) => {
            onChoose({ dpi: DPI.find((dpi) => String(dpi) === chosen) ?? choice.dpi });
          }}
          options={DPI.map((dpi) => ({ value: String(dpi), label: t('dots', { count: dpi }) }))}
        />
      </FormCell>
      <FormCell width="half">
        <Select
          label={t('paperSize')}
          value={choice.paperSize}
          isDisabled={isDisabled}
          onChange={(paperSize) => {
            onChoose({ paperSize });
          }}
          options={PAPER_SIZES.map((value) => ({ value, label: value }))}
        />
      </FormCell>
    </>
  );
}
