import { useState } from 'react';
import { useQueries, useSync } from '#renderer/context/app-context.tsx';
import { useObservable } from '#renderer/context/use-observable.ts';
import { formatDateTime } from '#renderer/i18n/formats.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CloudUpload, FileCheck, Send } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Screen, Stack, StackFill } from '#renderer/ui/screen.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { DigitisingNotice } from './digitising-notice.tsx';
import { FindingsNotice } from './findings-notice.tsx';
import { keyOfItem, OpenTable } from './open-table.tsx';
import { QueueDetailPane } from './queue-detail-pane.tsx';
import { SettledDetailPane } from './settled-detail-pane.tsx';
import { SettledTable } from './settled-table.tsx';

type View = 'open' | 'settled';

/** A person's view of what waits, held first, and of what was refused and has been dealt with. */
export function QueueScreen() {
  const { t } = useTranslation('queue');
  const items = useQueries().useQueue();
  const settled = useQueries().useSettledItems();
  const sync = useSync();
  const [view, setView] = useState<View>('open');
  const [selectedKey, setSelectedKey] = useState<string | undefined>();
  const openItem = items?.find((item) => keyOfItem(item) === selectedKey);
  const settledItem = settled?.find(({ operationId }) => operationId === selectedKey);
  const close = (): void => {
    setSelectedKey(undefined);
  };
  return (
    <Screen
      title={t('title')}
      note={items !== undefined && t('count', { count: items.length })}
      actions={
        <Button icon={Send} onClick={sync.wake}>
          {t('sendNow')}
        </Button>
      }
    >
      <SplitPane
        detail={
          view === 'open'
            ? openItem !== undefined && <QueueDetailPane item={openItem} onClose={close} />
            : settledItem !== undefined && <SettledDetailPane item={settledItem} onClose={close} />
        }
      >
        <Stack>
          <FindingsNotice />
          <LinkNotice />
          <UploadsNotice />
          <DigitisingNotice />
          {items?.some((item) => item.isHeld) === true && <Notice tone="warning" title={t('heldNote')} />}
          <StackFill>
            <Tabs<View>
              label={t('views')}
              active={view}
              onChange={(next) => {
                setView(next);
                close();
              }}
              items={[
                {
                  id: 'open',
                  label: t('viewOpen'),
                  icon: CloudUpload,
                  count: items?.length,
                  content: <OpenTable items={items} selectedKey={selectedKey} onSelect={setSelectedKey} />,
                },
                {
                  id: 'settled',
                  label: t('viewSettled'),
                  icon: FileCheck,
                  count: settled?.length,
                  content: <SettledTable items={settled} selectedKey={selectedKey} onSelect={setSelectedKey} />,
                },
              ]}
            />
          </StackFill>
        </Stack>
      </SplitPane>
    </Screen>
  );
}

function LinkNotice() {
  const { t } = useTranslation('queue');
  const errorText = useErrorText();
  const status = useObservable(useSync().status$);
  if (status?.connection !== 'offline' && status?.connection !== 'paused') return null;
  const isPaused = status.connection === 'paused';
  return (
    <Notice tone={isPaused ? 'warning' : 'info'} title={t(isPaused ? 'pausedNote' : 'offlineNote')}>
      {status.cause && errorText({ code: status.cause })}
    </Notice>
  );
}

/** The time window of the settings keeps scans back. */
function UploadsNotice() {
  const { t } = useTranslation('queue');
  const status = useObservable(useSync().status$);
  if (status === undefined || status.uploadsResumeAt === null) return null;
  return <Notice title={t('uploadsWaitNote', { at: formatDateTime(status.uploadsResumeAt) })} />;
}
