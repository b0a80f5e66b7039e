import { useState } from 'react';
import { useIntakeState } from '#renderer/features/intake/use-intake.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Undo2 } from '#renderer/ui/icons.ts';
import { InSight } from '#renderer/ui/in-sight.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import type { DraftComponent } from '#shared/domain/intake-draft.ts';
import type { PageDeed } from './page-actions.ts';
import { StackNotice } from './stack-notice.tsx';

/** What was done with the pages and can be taken back, what is waited for, and what became of a stack. */
export function PageNotices({ component }: { readonly component: DraftComponent }) {
  return (
    <>
      <RetakeNotice component={component} />
      <DeedNotice requirementId={component.requirementId} />
      <StackNotice requirementId={component.requirementId} />
    </>
  );
}

function RetakeNotice({ component }: { readonly component: DraftComponent }) {
  const { t } = useTranslation('pages');
  const retaking = useIntakeState((state) => state.retaking);
  const set = useIntakeState((state) => state.set);
  const place = component.pages.findIndex(({ pageId }) => pageId === retaking?.pageId);
  if (place < 0) return null;
  return (
    <InSight>
      <Notice
        title={t('retakeTitle', { page: String(place + 1) })}
        isAnnounced
        actions={
          <Button
            onClick={() => {
              set({ retaking: null });
            }}
          >
            {t('retakeStop')}
          </Button>
        }
      >
        {t('retakeText')}
      </Notice>
    </InSight>
  );
}

/** Deeds after which pages are no longer in sight. */
function toldDeed({ kind }: PageDeed): 'remove' | 'split' | 'merge' | undefined {
  return kind === 'remove' || kind === 'split' || kind === 'merge' ? kind : undefined;
}

function DeedNotice({ requirementId }: { readonly requirementId: string }) {
  const { t } = useTranslation(['pages', 'common']);
  const last = useIntakeState((state) => state.pageDeeds.at(-1));
  const undo = useIntakeState((state) => state.undoPageWork);
  const [read, setRead] = useState<PageDeed>();
  if (last === undefined || last === read || last.requirementId !== requirementId) return null;
  const told = toldDeed(last);
  if (told === undefined) return null;
  return (
    <InSight>
      <Notice
        title={t(`done.${told}`)}
        isAnnounced
        actions={
          <Button icon={Undo2} shortcut="Ctrl+Z" onClick={undo}>
            {t('undo')}
          </Button>
        }
        onDismiss={() => {
          setRead(last);
        }}
        dismissLabel={t('common:close')}
      >
        {t('doneText')}
      </Notice>
    </InSight>
  );
}
