import { writeFile, mkdir } from 'node:fs/promises';
import { renderPaper } from '#shared/documents/render-paper.ts';
import * as letters from '#test/fixtures/golden/letter-contents.ts';
import * as papers from '#test/fixtures/golden/paper-contents.ts';
import * as receipts from '#test/fixtures/golden/intake-receipt-contents.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';
import { execFileSync } from 'node:child_process';
const fonts = readPaperFonts();
await mkdir('/tmp/papers-out', { recursive: true });
const only = process.argv.slice(2);
for (const [name, content] of Object.entries({ ...letters, ...papers, ...receipts } as Record<string, any>)) {
  if (typeof content !== 'object' || content.kind === undefined) continue;
  if (only.length && !only.includes(name)) continue;
  for (const language of ['vi', 'viEn'] as const) {
    if (language === 'viEn' && !['intakeReceipt', 'provisionalFeeSlip'].includes(content.kind)) continue;
    const r = await renderPaper(content, fonts, { copyNumber: 1, language });
    const f = `/tmp/papers-out/${name}${language === 'vi' ? '' : '-en'}`;
    await writeFile(f + '.pdf', r.bytes);
    execFileSync('pdftoppm', ['-r', '80', '-png', '-l', '2', f + '.pdf', f]);
    console.log(name, language, r.pageCount, r.missingGlyphs.join(''), r.bytes.length);
  }
}
