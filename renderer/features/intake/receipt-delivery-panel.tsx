import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { Send } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import {
  decideReceiptDelivery,
  findUnreachable,
  MESSAGE_WAYS,
  postalReceiptWayOf,
  switchReceiptWay,
  tickedWaysFor,
  type PostalReceiptWay,
} from '#shared/domain/receipt-delivery.ts';
import type { ReceiptWay } from '#shared/domain/receipt-way.ts';
import { fieldMark } from './focus-field.ts';
import { useShownProblem } from './problem-text.ts';
import { useIntakeState } from './use-intake.ts';

/** How the citizen gets the receipt: on paper, by message, or, of what came by post, one of three ways (002:19.3). */
export function ReceiptDeliveryPanel() {
  const { t } = useTranslation('notices');
  const draft = useIntakeState((state) => state.draft);
  const { ways } = decideReceiptDelivery(draft);
  const isByPost = draft.channel === 'post';
  const hasMessages = !isByPost || postalReceiptWayOf(ways) === 'byMessage';
  return (
    <Panel title={t('receiptDelivery')} icon={Send}>
      {isByPost && <PostalWays />}
      {hasMessages &&
        tickedWaysFor(draft.channel).map((way) => <WayCheckbox key={way} way={way} isChecked={ways.includes(way)} />)}
      {!isByPost && !ways.includes('printed') && <Notice title={t('noPaper')} />}
    </Panel>
  );
}

function PostalWays() {
  const { t } = useTranslation('notices');
  const draft = useIntakeState((state) => state.draft);
  const edit = useIntakeState((state) => state.edit);
  const { ways } = decideReceiptDelivery(draft);
  const { error } = useShownProblem('receiptDelivery');
  const all: readonly PostalReceiptWay[] = ['collectedAtCounter', 'byMessage', 'deliveredByPost'];
  const choose = (way: PostalReceiptWay): void => {
    const [first = 'sms'] = MESSAGE_WAYS.filter((channel) => findUnreachable(channel, draft.applicant) === undefined);
    edit({ receiptDelivery: [way === 'byMessage' ? first : way] });
  };
  return (
    <div {...fieldMark('receiptDelivery')}>
      <RadioGroup<PostalReceiptWay>
        label={t('postalWays')}
        isRequired
        isStacked
        value={postalReceiptWayOf(ways)}
        onChange={choose}
        options={all.map((value) => ({ value, label: t(`postalWay.${value}`) }))}
        error={error}
      />
    </div>
  );
}

/** A way that has no address yet says so and cannot be ticked; one that is ticked can always be taken back. */
function WayCheckbox({ way, isChecked }: { readonly way: ReceiptWay; readonly isChecked: boolean }) {
  const { t } = useTranslation(['notices', 'intakeProblems']);
  const draft = useIntakeState((state) => state.draft);
  const edit = useIntakeState((state) => state.edit);
  const channel = MESSAGE_WAYS.find((known) => known === way);
  const unreachable = channel && findUnreachable(channel, draft.applicant);
  return (
    <div {...fieldMark(`receiptDelivery.${way}`)}>
      <Checkbox
        label={t(`way.${way}`)}
        detail={unreachable && t(`intakeProblems:${unreachable}`)}
        isChecked={isChecked}
        isDisabled={unreachable !== undefined && !isChecked}
        onChange={(isOn) => {
          edit({ receiptDelivery: switchReceiptWay(draft, way, isOn) });
        }}
      />
    </div>
  );
}
