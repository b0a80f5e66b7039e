import { randomUUID } from 'node:crypto';
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { systemScheduler } from '#main/app/system-sources.ts';
import { createSaneScanner } from '#main/scanning/sane-scanner.ts';
import { createScanProgram } from '#main/scanning/scan-program.ts';
import type { Scanner } from '#main/scanning/scanner.ts';
import type { TroubleName } from './scanner.contract.ts';

/** Real SANE with its `test` back end, private to one test file: nothing of the system's is touched. */
export interface SaneRoom {
  /** For programs that are to see this scanner and no other. */
  readonly environment: Record<string, string | undefined>;
  /** @param then `cutOff`: half of every page is missing, and all the same the program is content */
  load(sheets: number, then: TroubleName | 'cutOff' | 'jamAndHang'): Promise<void>;
  /** What is on the sheets, from page 1: JPEG files that take the place of the test back end's own pictures. */
  lay(pictures: readonly string[]): Promise<void>;
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  close(): Promise<void>;
}

/** The stock settings have a glass of 200 mm, too small for A4. */
const TEST_DEVICE = 'number_of_devices 1\ngeometry_max 400\nbr_x 210\nbr_y 297\nresolution 200\n';

/**
 * Stands before the real `scanimage`, which makes every page: the test back end shows a trouble on each page or on none,
 * so a run with a trouble in the middle is two of its runs. The pages look different from one another.
 */
const PROGRAM = `#!/bin/sh
PATH="$(printf %s "$PATH" | sed "s#^$ROOM:##")"
# A device that is gone is one that no driver finds; without any device the test back end crashes instead.
if [ -e "$ROOM/unplugged" ]; then exec scanimage "$@" --device-name=gone:0; fi
case " $* " in *" --batch-print "*) ;; *) exec scanimage "$@";; esac
read -r sheets trouble < "$ROOM/plan"
page=1
for argument; do
  case "$argument" in --batch-start=*) page=\${argument#*=};; --batch-count=1) exec scanimage "$@";; esac
done
while [ "$sheets" -gt 0 ]; do
  case $((page % 4)) in 1) picture=Grid;; 2) picture='Color pattern';; 3) picture='Solid white';; *) picture='Solid black';; esac
  file=$(scanimage "$@" --batch-start=$page --batch-count=1 --test-picture="$picture") || exit
  if [ -e "$ROOM/sheet-$page.jpg" ]; then cp "$ROOM/sheet-$page.jpg" "$file"; fi
  if [ "$trouble" = cutOff ]; then truncate -s 20000 "$file"; fi
  echo "$file"
  page=$((page + 1))
  sheets=$((sheets - 1))
done
fail() { exec scanimage "$@" --batch-start=$page --read-return-value=$status; }
case $trouble in
  done | cutOff) status=SANE_STATUS_NO_DOCS; fail "$@";;
  jam) status=SANE_STATUS_JAMMED; fail "$@";;
  jamAndHang) echo 'scanimage: sane_read: Document feeder jammed' >&2; exec sleep 60;;
  coverOpen) status=SANE_STATUS_COVER_OPEN; fail "$@";;
  busy) status=SANE_STATUS_DEVICE_BUSY; fail "$@";;
  ioError) status=SANE_STATUS_IO_ERROR; fail "$@";;
  diskFull) trap '' XFSZ; ulimit -f 8; exec scanimage "$@" --batch-start=$page --test-picture=Grid;;
  *) exec scanimage "$@" --batch-start=$page --read-limit=yes --read-limit-size=1 --read-delay=yes --read-delay-duration=200000;;
esac
`;

export async function openSaneRoom(): Promise<SaneRoom> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'qmc-sane-'));
  const settings = path.join(folder, 'sane.d');
  await mkdir(settings);
  await writeFile(path.join(settings, 'dll.conf'), 'test\n');
  await writeFile(path.join(settings, 'test.conf'), TEST_DEVICE);
  const program = path.join(folder, 'scanimage');
  await writeFile(program, PROGRAM.replaceAll('$ROOM', folder));
  await chmod(program, 0o755);
  const load = (sheets: number, then: TroubleName | 'cutOff' | 'jamAndHang'): Promise<void> =>
    writeFile(path.join(folder, 'plan'), `${String(sheets)} ${then}\n`);
  const unplugged = path.join(folder, 'unplugged');
  await load(0, 'done');
  return {
    environment: {
      ...process.env,
      PATH: `${folder}:${process.env['PATH'] ?? ''}`,
      SANE_CONFIG_DIR: settings,
    },
    load,
    lay: async (pictures) => {
      const copies = pictures.map((picture, at) => copyFile(picture, path.join(folder, `sheet-${String(at + 1)}.jpg`)));
      await Promise.all(copies);
    },
    unplug: () => writeFile(unplugged, ''),
    plugIn: () => rm(unplugged),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Everything under a folder that may not be there yet. */
export async function filesUnder(folder: string): Promise<readonly string[]> {
  return readdir(folder, { recursive: true }).catch(() => []);
}

const ROOMY = 100 * 1024 ** 3;

/** The real adapter in the room. @param change what it is given otherwise; patience is short, so that a hang ends soon */
export function saneScanner(
  room: Pick<SaneRoom, 'environment'>,
  folder: string,
  change: { readonly freeBytes?: number; readonly silenceMs?: number } = {},
): Scanner {
  return createSaneScanner({
    start: createScanProgram('scanimage', room.environment, 'linux'),
    scheduler: systemScheduler,
    ids: { next: <Id extends string>() => randomUUID() as string as Id },
    folder,
    freeBytes: () => Promise.resolve(change.freeBytes ?? ROOMY),
    limits: { silenceMs: change.silenceMs ?? 1_500, stopMs: 1_000 },
  });
}
