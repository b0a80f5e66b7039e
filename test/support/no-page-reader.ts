import type { PageReader } from '#renderer/workflows/workflow-deps.ts';
import { err } from '#shared/kernel/result.ts';

/** A machine whose processor cannot run the reading engine: every page stays unread. */
export const NO_PAGE_READER: PageReader = {
  read: () => Promise.resolve(err({ code: 'readerUnavailable' })),
  rest: () => undefined,
};
