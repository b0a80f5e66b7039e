import { useMemo } from 'react';
import { useQueries } from '#renderer/context/app-context.tsx';
import type { Procedure } from '#shared/domain/procedure.ts';
import { useIntake } from './use-intake.ts';

const KEYS = 9;

/** Procedures one key away: pinned ones first, then the last used; at most nine, for Alt+1…9. */
export function useShortlist(): { readonly favourites: readonly Procedure[]; readonly recents: readonly Procedure[] } {
  const { procedures } = useIntake();
  const { favouriteProcedures, recentProcedures } = useQueries().useSettings();
  return useMemo(() => {
    const find = (codes: readonly string[]): readonly Procedure[] =>
      codes.flatMap((code) => procedures.find((procedure) => procedure.procedureCode === code) ?? []);
    const favourites = find(favouriteProcedures).slice(0, KEYS);
    const recents = find(recentProcedures.filter((code) => !favouriteProcedures.includes(code)));
    return { favourites, recents: recents.slice(0, KEYS - favourites.length) };
  }, [procedures, favouriteProcedures, recentProcedures]);
}
