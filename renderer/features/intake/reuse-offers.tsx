import { useState } from 'react';
import { useWorkflows } from '#renderer/context/app-context.tsx';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { formatTypedDate } from '#shared/domain/calendar-date.ts';
import type { DraftComponent } from '#shared/domain/intake-draft.ts';
import type { ComponentRequirement } from '#shared/domain/procedure.ts';
import { findReusable, reuseFile, type ReusablePaper } from '#shared/domain/reuse.ts';
import { toLocalDate } from '#shared/kernel/instant.ts';
import styles from './intake.module.css';
import { useIntake, useIntakeState } from './use-intake.ts';

/** Earlier digitised papers that may stand in for this one (IN-21), and what is used already. */
export function ReuseOffers({
  requirement,
  component,
}: {
  readonly requirement: ComponentRequirement;
  readonly component: DraftComponent;
}) {
  const { t } = useTranslation('reuse');
  const { today } = useIntake();
  const known = useIntakeState((state) => state.knownPapers);
  const [asked, setAsked] = useState<ReusablePaper | null>(null);
  const use = useReuse(requirement, component);
  const used = component.files.flatMap(({ reusedFrom }) => reusedFrom ?? []);
  const offers = known === null || requirement.isShownOnly ? [] : findReusable(known, requirement.name, today);
  if (used.length > 0) {
    return used.map(({ dossierCode }) => (
      <Notice key={dossierCode} tone="info" title={t('used', { code: dossierCode })} />
    ));
  }
  return (
    <>
      {offers.slice(0, MOST_OFFERS).map((paper) => (
        <Notice
          key={paper.hash}
          tone="info"
          title={t(paper.source === 'here' ? 'offer' : 'offerStored', factsOf(paper))}
          actions={
            <Button
              size="small"
              onClick={() => {
                setAsked(paper);
              }}
            >
              {t('use')}
            </Button>
          }
        >
          <span className={styles.line}>{t('validUntil', { until: formatTypedDate(paper.validUntil) })}</span>
        </Notice>
      ))}
      {asked !== null && (
        <ConfirmDialog
          isOpen
          title={t('confirmTitle')}
          confirmLabel={t('agree')}
          cancelLabel={t('decline')}
          onCancel={() => {
            setAsked(null);
          }}
          onConfirm={() => {
            use(asked);
            setAsked(null);
          }}
        >
          {t('confirmText', { name: requirement.name, ...factsOf(asked) })}
        </ConfirmDialog>
      )}
    </>
  );
}

/** The newest ones are enough to choose from. */
const MOST_OFFERS = 2;

function factsOf({ dossierCode, digitisedAt, pageCount }: ReusablePaper) {
  return { code: dossierCode, on: formatTypedDate(toLocalDate(digitisedAt)), pages: String(pageCount) };
}

/** Hangs the file on the component in place of the paper, with the moment of the consent. */
function useReuse({ requirementId }: ComponentRequirement, { files }: DraftComponent): (paper: ReusablePaper) => void {
  const workflows = useWorkflows();
  const editComponent = useIntakeState((state) => state.editComponent);
  return (paper) => {
    editComponent(requirementId, {
      isReceived: true,
      received: { original: 0, certifiedCopy: 0, copy: 0 },
      files: [...files, reuseFile(paper, workflows.now())],
    });
  };
}
