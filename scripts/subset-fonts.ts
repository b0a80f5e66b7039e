import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { paperCharset } from '#shared/documents/fonts/paper-charset.ts';

/**
 * Cuts the paper fonts from Tinos (SIL Open Font License 1.1) to the characters papers use and writes them to
 * shared/documents/fonts. The result is committed: it changes only with the charset or the version of Tinos.
 * Layout tables are dropped, so one character is always one glyph; hinting is dropped, since paper is not a screen.
 */
const FACES = {
  'tinos-regular.ttf': '400Regular/Tinos_400Regular.ttf',
  'tinos-bold.ttf': '700Bold/Tinos_700Bold.ttf',
  'tinos-italic.ttf': '400Regular_Italic/Tinos_400Regular_Italic.ttf',
} as const;
const DROPPED_TABLES = ['GSUB', 'GPOS', 'GDEF', 'kern', 'DSIG', 'gasp', 'fpgm', 'prep', 'cvt ', 'hdmx', 'VDMX', 'LTSH'];

interface SubsetOptions {
  readonly targetFormat: 'truetype';
  readonly noHinting: boolean;
  readonly noLayoutClosure: boolean;
  readonly dropTables: readonly string[];
}
// The package ships no types of its own.
type SubsetFont = (font: Uint8Array, text: string, options: SubsetOptions) => Promise<Uint8Array>;

const require = createRequire(import.meta.url);
const subsetFont = require('subset-font') as SubsetFont;
const sourceFolder = path.dirname(require.resolve('@expo-google-fonts/tinos/package.json'));
const targetFolder = path.resolve(import.meta.dirname, '..', 'shared', 'documents', 'fonts');

for (const [target, source] of Object.entries(FACES)) {
  const original = await readFile(path.join(sourceFolder, source));
  const subset = await subsetFont(original, paperCharset(), {
    targetFormat: 'truetype',
    noHinting: true,
    noLayoutClosure: true,
    dropTables: DROPPED_TABLES,
  });
  await writeFile(path.join(targetFolder, target), subset);
  process.stdout.write(`${target}: ${String(original.length)} → ${String(subset.length)} bytes\n`);
}
await copyFile(path.join(sourceFolder, 'LICENSE_FONT'), path.join(targetFolder, 'OFL.txt'));
