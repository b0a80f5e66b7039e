import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PROJECT_ROOT } from './project-paths.ts';
import { say } from './terminal.ts';

/**
 * `npx tsx scripts/approve-papers.ts`: renders every paper anew and takes the pictures as approved (test/fixtures/golden)
 * and as those of docs/papers. Needs pdftoppm (poppler-utils). Look at what changed before you commit it.
 */
const maker = path.join(PROJECT_ROOT, 'test', 'fixtures', 'golden', 'approve-papers.ts');
const { approvePapers } = (await import(pathToFileURL(maker).href)) as {
  readonly approvePapers: (root: string, say: (line: string) => void) => Promise<void>;
};
await approvePapers(PROJECT_ROOT, say);
