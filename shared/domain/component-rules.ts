import type { DraftComponent } from './intake-draft.ts';
import { blocking, warning, type IntakeProblem } from './intake-problem.ts';
import { checkPages } from './page-rules.ts';
import type { ComponentRequirement, Procedure } from './procedure.ts';

type SheetCounts = ComponentRequirement['counts'];

/** `component:<requirementId>`, the field name of one row of the checklist. */
export function componentField(requirementId: string): string {
  return `component:${requirementId}`;
}

/**
 * Compares what was handed over with what the procedure asks for: nothing required may be missing, nothing outside
 * the published list may be taken (IN-22), and no scan may hang on a paper that was not received.
 */
export function checkComponents(components: readonly DraftComponent[], procedure: Procedure): readonly IntakeProblem[] {
  const known = new Set(procedure.components.map(({ requirementId }) => requirementId));
  return [
    ...procedure.components.flatMap((requirement) => checkRequirement(requirement, components)),
    ...components
      .filter(({ requirementId }) => !known.has(requirementId))
      .map(({ requirementId }) => blocking(componentField(requirementId), 'componentNotInProcedure')),
  ];
}

/** The required papers that are not there, in the order of the procedure. */
export function findMissingRequirements(
  components: readonly DraftComponent[],
  procedure: Procedure,
): readonly ComponentRequirement[] {
  return procedure.components.filter(
    ({ necessity, requirementId }) =>
      necessity === 'required' &&
      !components.some((component) => component.requirementId === requirementId && component.isReceived),
  );
}

export function countSheets({ original, certifiedCopy, copy }: SheetCounts): number {
  return original + certifiedCopy + copy;
}

function checkRequirement(
  requirement: ComponentRequirement,
  components: readonly DraftComponent[],
): readonly IntakeProblem[] {
  const field = componentField(requirement.requirementId);
  const [component, ...more] = components.filter(({ requirementId }) => requirementId === requirement.requirementId);
  if (more.length > 0) return [blocking(field, 'componentTwice')];
  const hasFiles = component !== undefined && component.files.length + component.pages.length > 0;
  if (component?.isReceived !== true) {
    return [
      ...(requirement.necessity === 'required' ? [blocking(field, 'componentMissing')] : []),
      // Accepting would leave the scan behind, and what was handed over must not get lost.
      ...(hasFiles ? [blocking(field, 'filesWithoutPaper')] : []),
    ];
  }
  return [
    ...(isReused(component) ? [] : checkSheets(field, component.received, requirement.counts)),
    ...checkPages(component),
    // TT 03/2025/TT-VPCP Đ5.2: papers only shown for comparison are not digitised.
    ...(requirement.isShownOnly && hasFiles ? [warning(field, 'shownOnlyHasFiles')] : []),
  ];
}

/** What was digitised before is not asked for on paper again (IN-21). */
function isReused({ files }: DraftComponent): boolean {
  return files.some(({ reusedFrom }) => reusedFrom !== undefined);
}

function checkSheets(field: string, received: SheetCounts, asked: SheetCounts): readonly IntakeProblem[] {
  const receivedSheets = countSheets(received);
  if (receivedSheets === 0) return [blocking(field, 'componentWithoutSheets')];
  const askedSheets = countSheets(asked);
  // An original in place of a copy is more than was asked for, so only the sum is compared.
  return receivedSheets < askedSheets
    ? [warning(field, 'fewerSheetsThanAsked', { received: receivedSheets, asked: askedSheets })]
    : [];
}
