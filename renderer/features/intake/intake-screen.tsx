import { useMemo, useState } from 'react';
import { useQueries, useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import { useNow } from '#renderer/context/use-now.ts';
import type { OfficeData } from '#renderer/data/queries/queries.ts';
import { isInForce } from '#shared/domain/calendar-date.ts';
import { evaluateFees } from '#shared/domain/fees.ts';
import type { IntakeProblem } from '#shared/domain/intake-problem.ts';
import { checkIntakeDraft } from '#shared/domain/intake-rules.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import { toLocalDate } from '#shared/kernel/instant.ts';
import { AcceptedScreen } from './accepted-screen.tsx';
import { IntakeForm } from './intake-form.tsx';
import { useThumbnailCache } from './pages/use-pictures.ts';
import { createIntakeStore, useIntakeStore } from './store.ts';
import { IntakeContext } from './use-intake.ts';
import { useCitizenView } from './use-citizen-view.ts';
import { useDraftSaver } from './use-draft-saver.ts';
import { useReadCards } from './use-read-cards.ts';

/** One screen for one citizen: procedure and person, papers, outcome. Comes back to the draft that was left. */
export function IntakeScreen({ requestedProcedureCode }: { readonly requestedProcedureCode?: string | undefined }) {
  const queries = useQueries();
  const session = useSession();
  const office = queries.useOfficeData();
  const procedures = queries.useProcedures();
  const drafts = queries.useDrafts(session.officer.officerId);
  // Everything is local: the first answer comes within a frame or two.
  if (office === undefined || office === null || procedures === undefined || drafts === undefined) return null;
  return (
    <IntakeWorkplace
      office={office}
      allVersions={procedures}
      drafts={drafts}
      requestedProcedureCode={requestedProcedureCode}
    />
  );
}

function IntakeWorkplace({
  office,
  allVersions,
  drafts,
  requestedProcedureCode,
}: {
  readonly office: OfficeData;
  readonly allVersions: readonly Procedure[];
  readonly drafts: readonly IntakeDraft[];
  readonly requestedProcedureCode: string | undefined;
}) {
  const workflows = useWorkflows();
  const session = useSession();
  const [store] = useState(() => {
    const requested = allVersions.find((procedure) => procedure.procedureCode === requestedProcedureCode);
    const latest = requested === undefined ? drafts[0] : undefined;
    const created = createIntakeStore(latest ?? workflows.startDraft(session));
    if (latest !== undefined) created.getState().open(latest, { kind: 'saved', at: latest.updatedAt });
    if (requested !== undefined) created.getState().pickProcedure(requested, workflows.startComponents(requested));
    return created;
  });
  useReadCards(store);
  const today = toLocalDate(useNow());
  useDraftSaver(store, (typed) => {
    const pinned = findPinned(allVersions, typed);
    return pinned === undefined ? null : evaluateFees(pinned, typed, today).totalVnd;
  });
  const procedures = useMemo(
    () => allVersions.filter((procedure) => isInForce(procedure, today)),
    [allVersions, today],
  );
  const draft = useIntakeStore(store, (state) => state.draft);
  const accepted = useIntakeStore(store, (state) => state.accepted);
  const procedure = findPinned(allVersions, draft);
  const problems = useUnchanged(checkIntakeDraft(draft, procedure, today));
  useCitizenView(store, { office, procedure, today });
  const thumbnails = useThumbnailCache();
  const value = useMemo(
    () => ({ store, office, procedures, procedure, today, problems, thumbnails }),
    [store, office, procedures, procedure, today, problems, thumbnails],
  );
  return (
    <IntakeContext value={value}>
      {accepted === null ? <IntakeForm drafts={drafts} /> : <AcceptedScreen accepted={accepted} />}
    </IntakeContext>
  );
}

/** The very version that the draft was begun with. */
function findPinned(
  allVersions: readonly Procedure[],
  { procedureCode, procedureVersion }: IntakeDraft,
): Procedure | undefined {
  return allVersions.find(
    (candidate) => candidate.procedureCode === procedureCode && candidate.procedureVersion === procedureVersion,
  );
}

/** The list of before while its content is the same: a key that brings no new problem then redraws one field, not all. */
function useUnchanged(problems: readonly IntakeProblem[]): readonly IntakeProblem[] {
  const content = JSON.stringify(problems);
  return useMemo(() => JSON.parse(content) as readonly IntakeProblem[], [content]);
}
