import type { SettledOutcome } from '#renderer/data/queries/settled-items.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import type { Tone } from '#renderer/ui/tone.ts';

const TONES: Readonly<Record<SettledOutcome, Tone>> = {
  repairWaiting: 'info',
  repaired: 'success',
  repairHeld: 'warning',
  repairSetAside: 'neutral',
  setAside: 'neutral',
};

export function OutcomeBadge({ outcome }: { readonly outcome: SettledOutcome }) {
  const { t } = useTranslation('queue');
  return <Badge tone={TONES[outcome]}>{t(`outcome.${outcome}`)}</Badge>;
}
