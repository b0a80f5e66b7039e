import { useCallback } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { useQueries, useWorkflows } from '#renderer/context/app-context.tsx';
import type { OfficeData } from '#renderer/data/queries/queries.ts';
import { formatLocalDate } from '#renderer/i18n/formats.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import type { Choice, ChoiceGroup } from '#renderer/ui/choices.ts';
import { Combobox } from '#renderer/ui/combobox.tsx';
import { FormCell, FormGrid } from '#renderer/ui/form-grid.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { FileText, Star } from '#renderer/ui/icons.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { foldText, matchesFolded, rankExactMarks } from '#shared/domain/fold-text.ts';
import type { ResultReturn } from '#shared/domain/dossier.ts';
import type { Channel, Procedure } from '#shared/domain/procedure.ts';
import { fieldMark, focusField } from './focus-field.ts';
import { useShownProblem } from './problem-text.ts';
import { useIntake, useIntakeState } from './use-intake.ts';
import { usePickProcedure } from './use-pick-procedure.ts';
import { useShortlist } from './use-shortlist.ts';

/** Which procedure the citizen asks for, and by which channel. */
export function ProcedurePanel() {
  const { t } = useTranslation(['intake', 'common']);
  const { procedure } = useIntake();
  return (
    <Panel title={t('procedure')} icon={FileText} aside={procedure && <PinButton procedure={procedure} />}>
      <FormGrid>
        <FormCell>
          <ProcedurePicker />
        </FormCell>
        {procedure?.isSample === true && (
          <FormCell>
            <Badge tone="warning">{t('sampleProcedure')}</Badge>
          </FormCell>
        )}
        <FormCell width="half">
          <ChannelSelect />
        </FormCell>
        <FormCell width="half">
          <ReturnSelect />
        </FormCell>
      </FormGrid>
    </Panel>
  );
}

function ProcedurePicker() {
  const { t } = useTranslation(['intake', 'common']);
  const { procedure } = useIntake();
  const pick = usePickProcedure();
  const find = useFindProcedures();
  const { error } = useShownProblem('procedure');
  useShortlistKeys();
  useHotkeys({
    'Ctrl+P': () => {
      focusField('procedure');
    },
  });
  return (
    <div {...fieldMark('procedure')}>
      <Combobox
        label={t('procedure')}
        isLabelHidden
        isRequired
        value={procedure && toChoice(procedure)}
        onChange={(choice) => {
          pick(choice?.value ?? null);
        }}
        find={find}
        placeholder={t('procedurePlaceholder')}
        emptyText={t('procedureEmpty')}
        clearLabel={t('common:remove')}
        shortcut="Ctrl+P"
        hint={procedure ? hintOf(procedure, t('version', versionValues(procedure))) : t('favouriteHint')}
        error={error}
      />
    </div>
  );
}

/** Alt+1…9 picks from the shortlist without looking for it. */
function useShortlistKeys(): void {
  const pick = usePickProcedure();
  const { favourites, recents } = useShortlist();
  const keys = [...favourites, ...recents].map((procedure, index) => [
    `Alt+${String(index + 1)}`,
    () => {
      pick(procedure);
    },
  ]);
  useHotkeys(Object.fromEntries(keys) as Record<string, () => void>);
}

function useFindProcedures(): (query: string) => readonly ChoiceGroup<Procedure>[] {
  const { t } = useTranslation('intake');
  const { procedures, office } = useIntake();
  const { favourites, recents } = useShortlist();
  return useCallback(
    (query: string) => {
      const choose = (list: readonly Procedure[], from: number | null): Choice<Procedure>[] =>
        list.map((procedure, index) => ({
          ...toChoice(procedure),
          detail: sectorOf(office, procedure),
          ...(from === null ? {} : { shortcut: `Alt+${String(from + index + 1)}` }),
        }));
      if (query.trim() !== '') return [{ choices: choose(search(procedures, query, office), null) }];
      const rest = procedures.filter((procedure) => !favourites.includes(procedure) && !recents.includes(procedure));
      return [
        { label: t('favourites'), choices: choose(favourites, 0) },
        { label: t('recents'), choices: choose(recents, favourites.length) },
        { label: t('allProcedures'), choices: choose(rest, null) },
      ].filter((group) => group.choices.length > 0);
    },
    [procedures, favourites, recents, office, t],
  );
}

/** By words of name, code or sector, marks ignored; entries with the very marks typed come first. */
function search(procedures: readonly Procedure[], query: string, office: OfficeData): readonly Procedure[] {
  const textOf = (procedure: Procedure): string =>
    `${procedure.name} ${procedure.procedureCode} ${sectorOf(office, procedure)}`;
  return procedures
    .filter((procedure) => matchesFolded(query, foldText(textOf(procedure))))
    .map((procedure) => ({ procedure, rank: rankExactMarks(query, textOf(procedure)) }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ procedure }) => procedure);
}

function sectorOf(office: OfficeData, procedure: Procedure): string {
  return office.sectors.find((sector) => sector.sectorCode === procedure.sectorCode)?.name ?? procedure.sectorCode;
}

function toChoice(procedure: Procedure): Choice<Procedure> {
  return {
    key: `${procedure.procedureCode}@${String(procedure.procedureVersion)}`,
    value: procedure,
    title: procedure.name,
    note: procedure.procedureCode,
  };
}

function versionValues(procedure: Procedure): { readonly version: string; readonly date: string } {
  return { version: String(procedure.procedureVersion), date: formatLocalDate(procedure.effectiveFrom) };
}

function hintOf(procedure: Procedure, version: string): string {
  return `${procedure.procedureCode} · ${procedure.competentAuthority} · ${version}`;
}

function PinButton({ procedure }: { readonly procedure: Procedure }) {
  const { t } = useTranslation('intake');
  const workflows = useWorkflows();
  const { favouriteProcedures } = useQueries().useSettings();
  const isPinned = favouriteProcedures.includes(procedure.procedureCode);
  const toggle = (): void => {
    const others = favouriteProcedures.filter((code) => code !== procedure.procedureCode);
    void workflows.updateSettings({
      favouriteProcedures: isPinned ? others : [...others, procedure.procedureCode],
    });
  };
  return (
    <Button size="small" variant="ghost" icon={Star} isPressed={isPinned} onClick={toggle}>
      {isPinned ? t('unpin') : t('pin')}
    </Button>
  );
}

function ChannelSelect() {
  const { t } = useTranslation(['intake', 'common']);
  const { procedure } = useIntake();
  const channel = useIntakeState((state) => state.draft.channel);
  const edit = useIntakeState((state) => state.edit);
  const { error } = useShownProblem('channel');
  const offered: readonly Channel[] = ['counter', 'post'];
  return (
    <div {...fieldMark('channel')}>
      <Select<Channel>
        label={t('channel')}
        value={channel}
        onChange={(value) => {
          edit({ channel: value });
        }}
        options={offered.map((value) => ({
          value,
          label: t(`common:channel.${value}`),
          isDisabled: procedure !== undefined && !procedure.channels.includes(value) && value !== channel,
        }))}
        error={error}
      />
    </div>
  );
}

/** How the citizen wants the result (IN-24). */
function ReturnSelect() {
  const { t } = useTranslation(['intake', 'common']);
  const resultReturn = useIntakeState((state) => state.draft.resultReturn);
  const edit = useIntakeState((state) => state.edit);
  const problem = useShownProblem('resultReturn');
  const all: readonly ResultReturn[] = ['atCounter', 'post', 'electronic'];
  return (
    <div {...fieldMark('resultReturn')}>
      <Select
        {...problem}
        label={t('resultReturn')}
        value={resultReturn}
        onChange={(value) => {
          edit({ resultReturn: value });
        }}
        options={all.map((value) => ({ value, label: t(`common:resultReturn.${value}`) }))}
      />
    </div>
  );
}
