import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import type { Tone } from '#renderer/ui/tone.ts';
import type { DossierState } from '#shared/domain/dossier.ts';

const TONES: Readonly<Record<DossierState, Tone>> = {
  registered: 'neutral',
  accepted: 'info',
  refused: 'danger',
  processing: 'info',
  supplementRequested: 'warning',
  paymentRequested: 'warning',
  withdrawn: 'neutral',
  discontinued: 'neutral',
  resolved: 'success',
  returned: 'success',
};

export function StateBadge({ state }: { readonly state: DossierState }) {
  const { t } = useTranslation('common');
  return <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>;
}
