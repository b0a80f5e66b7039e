import { findPicture } from '#renderer/data/repositories/pictures.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import { readSeparator } from '#shared/domain/separator-sheet.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

export interface FoundSheets {
  /** Which pages are separator sheets, and of which number. */
  readonly sheetNumbers: ReadonlyMap<ScannedPage['pageId'], number>;
  /** Pages whose picture could not be looked at; they count as pages of the dossier. */
  readonly notRead: number;
}

/**
 * Looks for separator sheets among pages. Other codes on the papers are nobody's business here.
 * @param onPage told how many pages have been looked at
 */
export async function findSeparatorSheets(
  deps: WorkflowDeps,
  pages: readonly ScannedPage[],
  onPage: (count: number) => void,
): Promise<FoundSheets> {
  const sheetNumbers = new Map<ScannedPage['pageId'], number>();
  let notRead = 0;
  for (const [index, { pageId, originalHash }] of pages.entries()) {
    const texts = await readTexts(deps, originalHash);
    const [number] = (texts ?? []).map(readSeparator).filter((found) => found !== undefined);
    if (texts === undefined) notRead += 1;
    if (number !== undefined) sheetNumbers.set(pageId, number);
    onPage(index + 1);
  }
  return { sheetNumbers, notRead };
}

async function readTexts(deps: WorkflowDeps, hash: string): Promise<readonly string[] | undefined> {
  const picture = await findPicture(deps.database, hash);
  if (picture === undefined) return undefined;
  const read = await deps.readLargeCode(picture);
  if (read.ok) return read.value.texts;
  deps.logger.warn('separators.pageNotRead', { code: read.error.code });
  return undefined;
}
