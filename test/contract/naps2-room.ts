import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TroubleName } from './scanner.contract.ts';

/** Texts of the program, in English as it says them when something went wrong. */
const SAYS: Partial<Record<TroubleName, string>> = {
  jam: 'The scanner has a paper jam.',
  coverOpen: "The scanner's cover is open.",
  busy: 'The selected scanner is busy.',
  ioError: 'An error occurred with the scanning driver.',
};

/**
 * Stands in for `NAPS2.Console`, which there is none of here: written after its published source. It writes the pages when
 * the run is over, those before a trouble included, says nothing when all went well, and knows one device by WIA.
 */
const PROGRAM = `#!/bin/sh
read -r sheets trouble < "$ROOM/plan"
driver=; source=; dpi=; output=; list=; device=
while [ $# -gt 0 ]; do
  case "$1" in
    --driver) driver=$2; shift;; --source) source=$2; shift;; --dpi) dpi=$2; shift;;
    --output) output=$2; shift;; --device) device=$2; shift;; --listdevices) list=yes;;
  esac
  shift
done
if [ -e "$ROOM/unplugged" ] || [ "$driver" != wia ]; then
  if [ -n "$list" ]; then exit; fi
  echo 'The selected scanner could not be found.'; exit 1
fi
if [ -n "$list" ]; then echo 'Máy quét mẫu M1'; exit; fi
if [ "$source" = duplex ]; then
  echo 'The selected scanner does not support using duplex. If your scanner is supposed to support duplex, try using a different driver.'; exit 1
fi
if [ "$source" = glass ]; then sheets=1; trouble=done; fi
case $trouble in hang | silent) sleep 60 & wait;; esac
if [ "$dpi" -gt 1200 ]; then dpi=1200; fi
page=1
while [ $page -le $sheets ]; do
  file=$(printf %s "$output" | sed "s/\\$(nnnn)/$(printf %04d $page)/")
  cp "$ROOM/page-$dpi.jpg" "$file"
  page=$((page + 1))
done
if [ "$trouble" = done ]; then
  if [ "$sheets" = 0 ]; then echo 'No pages are in the feeder.'; fi
else
  cat "$ROOM/says"
fi
`;

export interface Naps2Room {
  /** The stand-in. */
  readonly command: string;
  readonly scannerId: string;
  load(sheets: number, then: TroubleName): Promise<void>;
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  close(): Promise<void>;
}

export async function openNaps2Room(): Promise<Naps2Room> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'qmc-naps2-'));
  const command = path.join(folder, 'NAPS2.Console');
  await writeFile(command, PROGRAM.replaceAll('$ROOM', folder));
  await chmod(command, 0o755);
  for (const dpi of [200, 300, 1200]) await writeFile(path.join(folder, `page-${String(dpi)}.jpg`), smallJpeg(dpi));
  const unplugged = path.join(folder, 'unplugged');
  const load: Naps2Room['load'] = async (sheets, then) => {
    await writeFile(path.join(folder, 'plan'), `${String(sheets)} ${then}\n`);
    await writeFile(path.join(folder, 'says'), `${SAYS[then] ?? ''}\n`);
  };
  await load(0, 'done');
  return {
    ...{ command, scannerId: 'wia:Máy quét mẫu M1', load },
    unplug: () => writeFile(unplugged, ''),
    plugIn: () => rm(unplugged),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Whole from head to end mark; nobody decodes it here. */
function smallJpeg(dpi: number): Uint8Array {
  const density = [1, dpi >> 8, dpi & 0xff, dpi >> 8, dpi & 0xff];
  return Uint8Array.from([
    ...[0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, ...density, 0, 0],
    ...[0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0],
    ...[0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0, 7, 0xff, 0xd9],
  ]);
}
