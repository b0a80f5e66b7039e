import { formatNumber } from '#renderer/i18n/formats.ts';
import { NumberField, type NumberFieldProps } from '#renderer/ui/number-field.tsx';

type MoneyFieldProps = Pick<NumberFieldProps, 'label' | 'hint' | 'error' | 'placeholder' | 'isRequired'> & {
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
};

/** Whole đồng, with dots for thousands; one arrow key is one thousand. */
export function MoneyField({ value, onChange, ...field }: MoneyFieldProps) {
  return (
    <NumberField
      {...field}
      value={value ?? undefined}
      format={formatNumber}
      unit="đ"
      min={0}
      step={1_000}
      isEndAligned
      onChange={(next) => {
        onChange(next ?? null);
      }}
    />
  );
}
