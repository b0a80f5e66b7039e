import { useState } from 'react';
import { useNavigation, useQueries, useSession } from '#renderer/context/app-context.tsx';
import type { ShiftView } from '#renderer/data/queries/money-queries.ts';
import { formatTime } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { BadgeCheck, Banknote, Clock, HandCoins, History, Lock } from '#renderer/ui/icons.ts';
import { Screen } from '#renderer/ui/screen.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { Tabs, type TabItem } from '#renderer/ui/tabs.tsx';
import type { Shift } from '#shared/domain/office.ts';
import type { DossierId } from '#shared/kernel/ids.ts';
import { CloseShiftDialog } from './close-shift-dialog.tsx';
import { CollectPane } from './collect-pane.tsx';
import { CollectTab } from './collect-tab.tsx';
import { PastShiftPane, PastShiftsTab } from './past-shifts-tab.tsx';
import { PaymentPane } from './payment-pane.tsx';
import { MoveCashDialog, OpenShiftDialog } from './shift-dialogs.tsx';
import { ShiftTab } from './shift-tab.tsx';
import type { TakingForm } from './taking-form.ts';
import { TransfersTab } from './transfers-tab.tsx';

type View = 'shift' | 'collect' | 'transfers' | 'past';
type OpenDialog = 'open' | 'move' | 'close' | Shift | null;

/** Thu phí & ca (F6): the drawer of the shift, fees collected later, and transfers found at the bank. */
export function FeesScreen({ dossierId }: { readonly dossierId: DossierId | null }) {
  const { t } = useTranslation('fees');
  const { shift } = useSession();
  const shown = useQueries().useShiftView(shift);
  const [view, setView] = useView(dossierId);
  const [selectedKey, setSelectedKey] = useState<string | undefined>();
  const [past, setPast] = useState<Shift | null>(null);
  const [form, setForm] = useState<TakingForm | null>(null);
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const items: readonly TabItem<View>[] = [
    {
      id: 'shift',
      label: t('viewShift'),
      icon: Clock,
      content: <ShiftTab view={shown} selectedKey={selectedKey} onSelect={setSelectedKey} onCloseLeft={setDialog} />,
    },
    { id: 'collect', label: t('viewCollect'), icon: HandCoins, content: <CollectTab dossierId={dossierId} /> },
    { id: 'transfers', label: t('viewTransfers'), icon: BadgeCheck, content: <TransfersTab /> },
    {
      id: 'past',
      label: t('viewPast'),
      icon: History,
      content: <PastShiftsTab selected={past} onSelect={setPast} />,
    },
  ];
  return (
    <Screen
      title={t('title')}
      note={<ShiftNote view={shown} />}
      actions={<ShiftActions view={shown} onDialog={setDialog} />}
    >
      <SplitPane detail={detailOf()}>
        <Tabs<View> label={t('views')} active={view} onChange={setView} items={items} />
      </SplitPane>
      <Dialogs
        dialog={dialog}
        view={shown}
        unsettledCount={form === null ? 0 : 1}
        onClose={() => {
          setDialog(null);
        }}
      />
    </Screen>
  );

  function detailOf() {
    if (view === 'collect' && dossierId !== null) {
      return <DossierPane key={dossierId} dossierId={dossierId} form={form} onForm={setForm} />;
    }
    if (view === 'past' && past !== null)
      return (
        <PastShiftPane
          key={past.shiftId}
          shift={past}
          onClose={() => {
            setPast(null);
          }}
        />
      );
    const payment = shown?.payments.find((entry) => entry.payment.feePaymentId === selectedKey);
    if (view !== 'shift' || payment === undefined) return null;
    return (
      <PaymentPane
        key={selectedKey}
        shown={payment}
        onClose={() => {
          setSelectedKey(undefined);
        }}
      />
    );
  }
}

/** A dossier that is opened here is there to collect its fee. */
function useView(dossierId: DossierId | null): readonly [View, (view: View) => void] {
  const [view, setView] = useState<View>(dossierId === null ? 'shift' : 'collect');
  const [shownFor, setShownFor] = useState(dossierId);
  if (dossierId !== shownFor) {
    setShownFor(dossierId);
    if (dossierId !== null) setView('collect');
  }
  return [view, setView];
}

function DossierPane(props: {
  readonly dossierId: DossierId;
  readonly form: TakingForm | null;
  readonly onForm: (form: TakingForm | null) => void;
}) {
  const navigation = useNavigation();
  return (
    <CollectPane
      {...props}
      onClose={() => {
        props.onForm(null);
        navigation.openScreen('fees');
      }}
    />
  );
}

function ShiftNote({ view }: { readonly view: ShiftView | undefined }) {
  const { t } = useTranslation('fees');
  const opening = view?.book.entries.find(({ kind }) => kind === 'shiftOpened');
  if (opening === undefined || view?.isClosed === true) return null;
  return t('opened', { time: formatTime(opening.recordedAt) });
}

interface ShiftActionsProps {
  readonly view: ShiftView | undefined;
  readonly onDialog: (dialog: OpenDialog) => void;
}

function ShiftActions({ view, onDialog }: ShiftActionsProps) {
  const { t } = useTranslation('fees');
  const isWorking = view?.isClosed === false;
  const canOpen = isWorking && !view.isOpened;
  const canMove = isWorking && view.isOpened;
  useHotkeys({
    ...(canOpen ? { 'Alt+O': dialogOf('open') } : {}),
    ...(canMove ? { 'Alt+R': dialogOf('move') } : {}),
    ...(isWorking ? { 'Alt+C': dialogOf('close') } : {}),
  });
  return (
    <>
      {canOpen && (
        <Button variant="primary" icon={Banknote} shortcut="Alt+O" onClick={dialogOf('open')}>
          {t('openShift')}
        </Button>
      )}
      {canMove && (
        <Button icon={Banknote} shortcut="Alt+R" onClick={dialogOf('move')}>
          {t('moveCash')}
        </Button>
      )}
      {isWorking && (
        <Button icon={Lock} shortcut="Alt+C" onClick={dialogOf('close')}>
          {t('closeShift')}
        </Button>
      )}
    </>
  );

  function dialogOf(dialog: OpenDialog): () => void {
    return () => {
      onDialog(dialog);
    };
  }
}

function Dialogs(props: {
  readonly dialog: OpenDialog;
  readonly view: ShiftView | undefined;
  readonly unsettledCount: number;
  readonly onClose: () => void;
}) {
  const { dialog, view, onClose } = props;
  if (dialog === 'open') return <OpenShiftDialog onClose={onClose} />;
  if (dialog === 'move') return <MoveCashDialog onClose={onClose} />;
  if (dialog === 'close') {
    return view && <CloseShiftDialog view={view} unsettledCount={props.unsettledCount} onClose={onClose} />;
  }
  return dialog === null ? null : <CloseLeftDialog shift={dialog} onClose={onClose} />;
}

function CloseLeftDialog({ shift, onClose }: { readonly shift: Shift; readonly onClose: () => void }) {
  const view = useQueries().useShiftView(shift);
  return view && <CloseShiftDialog view={view} unsettledCount={0} onClose={onClose} />;
}
