import type { Captured } from '#renderer/workflows/attach-file.ts';
import type { ComponentFile } from '#shared/domain/dossier.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';

/** @throws Error when a file was taken for a page */
export function fileOf(captured: Captured): ComponentFile {
  if (captured.kind !== 'file') throw new Error('a page where a file was expected');
  return captured.file;
}

/** @throws Error when a page was taken for a file */
export function pageOf(captured: Captured): ScannedPage {
  if (captured.kind !== 'page') throw new Error('a file where a page was expected');
  return captured.page;
}
