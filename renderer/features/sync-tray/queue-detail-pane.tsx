import { useState } from 'react';
import { useSession, useSync } from '#renderer/context/app-context.tsx';
import type { QueueItem, QueueOperation } from '#renderer/data/queries/queue-items.ts';
import { formatBytes, formatDateTime } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { DefinitionList } from '#renderer/ui/definition-list.tsx';
import { Archive, Pencil, RotateCcw } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { repairFieldOf } from '#shared/domain/decide-repair.ts';
import { canBeSetAside } from '#shared/domain/decide-set-aside.ts';
import { DossierFrame } from './dossier-frame.tsx';
import { RepairDialog } from './repair-dialog.tsx';
import { SetAsideDialog } from './set-aside-dialog.tsx';

/** What waits for one dossier, why, and the actions that make sense. */
export function QueueDetailPane({ item, onClose }: { readonly item: QueueItem; readonly onClose: () => void }) {
  const { t } = useTranslation('queue');
  return (
    <DossierFrame subject={item} label={t('detail')} onClose={onClose}>
      {item.operations.map((operation) => (
        <OperationPanel key={operation.operationId} operation={operation} />
      ))}
    </DossierFrame>
  );
}

function OperationPanel({ operation }: { readonly operation: QueueOperation }) {
  const { t } = useTranslation(['queue', 'common']);
  const sync = useSync();
  const isHeld = operation.state === 'parked';
  return (
    <Panel title={t(`common:operation.${operation.kind}`)}>
      {operation.parkedReason !== null && (
        <Notice tone="warning" title={t('why')}>
          {operation.parkedReason.detail}
        </Notice>
      )}
      <DefinitionList
        items={[
          { term: t('since'), value: formatDateTime(operation.createdAt) },
          { term: t('size'), value: formatBytes(operation.sizeBytes) },
          {
            term: t('state'),
            value: operation.attempts === 0 ? t('notTried') : t('tried', { count: operation.attempts }),
            note: operation.lastAttemptAt === null ? undefined : formatDateTime(operation.lastAttemptAt),
          },
          { term: t('next'), value: t(nextStepOf(operation)) },
        ]}
      />
      {isHeld && <RepairPart operation={operation} />}
      {isHeld && !canBeSetAside(operation.parkedReason?.code ?? '') && (
        <Button
          icon={RotateCcw}
          onClick={() => {
            sync.release(operation.operationId);
          }}
        >
          {t('sendAgain')}
        </Button>
      )}
    </Panel>
  );
}

function nextStepOf(operation: QueueOperation): 'nextWaiting' | 'nextHeld' | 'nextRepair' | 'nextSetAside' {
  if (operation.state !== 'parked') return 'nextWaiting';
  if (canBeSetAside(operation.parkedReason?.code ?? '')) return 'nextSetAside';
  return isRepairable(operation) ? 'nextRepair' : 'nextHeld';
}

function isRepairable({ kind, parkedReason }: QueueOperation): boolean {
  const hasApplicant =
    kind !== 'collectFee' && kind !== 'storeBlob' && kind !== 'proposeCorrection' && kind !== 'sendNotice';
  return repairFieldOf(parkedReason?.code ?? '', hasApplicant) !== 'none';
}

/** Refusals whose explanation says more than that they cannot be put right here. */
const EXPLAINED = [
  'amountMismatch',
  'numberNotLeased',
  'dossierCodeTaken',
  'unknownDossier',
  'illegalState',
  'outOfOrder',
  'unsupportedProtocol',
  'replacedAlreadyAccepted',
] as const;

/** The way to the repair form, or why there is none. */
function RepairPart({ operation }: { readonly operation: QueueOperation }) {
  const { t } = useTranslation('queue');
  const [isOpen, setOpen] = useState(false);
  const code = operation.parkedReason?.code ?? '';
  if (!isRepairable(operation)) {
    const explained = EXPLAINED.find((known) => known === code) ?? 'other';
    return (
      <>
        <Notice title={t('cannotRepair')}>{t(`explain.${explained}`)}</Notice>
        {canBeSetAside(code) && <SetAsidePart operation={operation} />}
      </>
    );
  }
  return (
    <>
      <Button
        variant="primary"
        icon={Pencil}
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('repair')}
      </Button>
      {isOpen && (
        <RepairDialog
          operation={operation}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

/** Nothing can be sent in this place any more: a supervisor may end the work on it. */
function SetAsidePart({ operation }: { readonly operation: QueueOperation }) {
  const { t } = useTranslation('queue');
  const [isOpen, setOpen] = useState(false);
  const { officer } = useSession();
  const isSupervisor = officer.role === 'supervisor';
  return (
    <>
      <Button
        icon={Archive}
        isDisabled={!isSupervisor}
        disabledReason={t('setAsideBySupervisor')}
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('setAside')}
      </Button>
      {isOpen && (
        <SetAsideDialog
          operation={operation}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}
