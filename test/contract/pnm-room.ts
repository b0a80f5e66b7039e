import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { GlassTrouble } from './scanner.contract.ts';

export const PNM_PAGE = { width: 413, height: 585 };

/** Real SANE with its `pnm` back end: a glass with a picture on it, without source, colour mode or size to choose. */
export interface PnmRoom {
  readonly environment: Record<string, string | undefined>;
  lay(what: GlassTrouble): Promise<void>;
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  close(): Promise<void>;
}

/** Stands before the real `scanimage`, and tells it what lies on the glass. Some builds of the back end have no resolution. */
const PROGRAM = `#!/bin/sh
PATH="$(printf %s "$PATH" | sed "s#^$ROOM:##")"
if [ -e "$ROOM/unplugged" ]; then exec scanimage "$@" --device-name=gone:0; fi
case " $* " in
  *" --all-options "*) scanimage "$@" | if [ -e "$ROOM/no-resolution" ]; then sed '/ --resolution /d'; else cat; fi; exit;;
  *" --batch-print "*) ;;
  *) exec scanimage "$@";;
esac
read -r trouble < "$ROOM/plan"
case $trouble in
  jam) set -- "$@" --status-jammed=yes;;
  coverOpen) set -- "$@" --status-coveropen=yes;;
  ioError) set -- "$@" --status-ioerror=yes;;
esac
exec scanimage "$@" --filename="$ROOM/page.ppm"
`;

export async function openPnmRoom({ hasResolution }: { readonly hasResolution: boolean }): Promise<PnmRoom> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'qmc-pnm-'));
  const settings = path.join(folder, 'sane.d');
  await mkdir(settings);
  await writeFile(path.join(settings, 'dll.conf'), 'pnm\n');
  await writeFile(path.join(folder, 'page.ppm'), makePage());
  if (!hasResolution) await writeFile(path.join(folder, 'no-resolution'), '');
  const program = path.join(folder, 'scanimage');
  await writeFile(program, PROGRAM.replaceAll('$ROOM', folder));
  await chmod(program, 0o755);
  const unplugged = path.join(folder, 'unplugged');
  return {
    environment: {
      ...process.env,
      PATH: `${folder}:${process.env['PATH'] ?? ''}`,
      SANE_CONFIG_DIR: settings,
    },
    lay: (what) => writeFile(path.join(folder, 'plan'), `${what}\n`),
    unplug: () => writeFile(unplugged, ''),
    plugIn: () => rm(unplugged),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** White paper with lines on it. */
function makePage(): Buffer {
  const { width, height } = PNM_PAGE;
  const pixels = Buffer.alloc(width * height * 3, 0xff);
  for (let row = 40; row < height; row += 24) pixels.fill(0x20, row * width * 3, (row + 2) * width * 3);
  return Buffer.concat([Buffer.from(`P6\n${String(width)} ${String(height)}\n255\n`), pixels]);
}
