import type { ReadPage } from './digitise-component.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

/**
 * Reads pages for digitising. Every failure of the reader is a page without words; the log gets its code alone.
 * @param untilQuiet awaited before each page: reading has the lowest priority
 */
export function createReadPage(
  { pageReader, logger }: Pick<WorkflowDeps, 'pageReader' | 'logger'>,
  untilQuiet: () => Promise<void> = () => Promise.resolve(),
): ReadPage {
  return async (image, signal, turnedBy) => {
    await untilQuiet();
    const reading = await pageReader.read(image, signal, turnedBy);
    if (reading.ok) return reading.value;
    if (!signal.aborted) logger.warn('digitise.pageNotRead', { code: reading.error.code });
    return undefined;
  };
}
