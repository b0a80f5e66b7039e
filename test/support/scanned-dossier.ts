import type { AcceptedDossier } from '#renderer/workflows/accept-dossier.ts';
import type { Workflows } from '#renderer/workflows/create-workflows.ts';
import type { Session } from '#renderer/workflows/workflow-deps.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import { pageOf } from './captured.ts';
import { newId } from './gateway-station.ts';

/** Pictures captured as pages, one after the other. */
export async function capturePages(
  workflows: Workflows,
  pictures: readonly Uint8Array<ArrayBuffer>[],
): Promise<readonly ScannedPage[]> {
  const pages: ScannedPage[] = [];
  for (const [index, picture] of pictures.entries()) {
    const attached = await workflows.attachFile(new File([picture], `trang-${String(index + 1)}.jpg`), 'import');
    if (!attached.ok) throw new Error(attached.error.code);
    pages.push(pageOf(attached.value));
  }
  return pages;
}

/** Accepts the draft with pages of its component `c2`, counted as the officer would; components with ids of their own. */
export async function acceptWithPages(
  workflows: Workflows,
  session: Session,
  draft: IntakeDraft,
  pages: readonly ScannedPage[],
): Promise<AcceptedDossier> {
  const components = draft.components.map((component) => ({
    ...component,
    componentId: newId<typeof component.componentId>(),
    ...(component.requirementId === 'c2' && { pages: [...pages], paperPageCount: pages.length }),
  }));
  const accepted = await workflows.acceptDossier(session, { ...draft, components });
  if (!accepted.ok) throw new Error(accepted.error.code);
  return accepted.value;
}
