import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PNG } from 'pngjs';
import { EsclServer } from './escl-server.ts';
import type { SaneRoom } from './sane-room.ts';
import type { TroubleName } from './scanner.contract.ts';

/** A5 at 200 dpi. The scanner cuts nothing: what it draws is what the driver gives. */
const PAGE = { width: 1181, height: 1653 };
/** The page that does not fit on the disk any more. */
const LARGE_PAGE_BYTES = 512 * 1024;

/** Limits the size of files for the run that is to meet a full disk; the scanner itself is on the network. */
const PROGRAM = `#!/bin/sh
PATH="$(printf %s "$PATH" | sed "s#^$ROOM:##")"
if [ -e "$ROOM/full" ]; then trap '' XFSZ; ulimit -f $((${String(LARGE_PAGE_BYTES)} / 1024)); fi
exec scanimage "$@"
`;

/** Real SANE with `sane-airscan` against a network scanner on this machine; nothing of the system's is touched. */
export async function openEsclRoom(): Promise<Omit<SaneRoom, 'lay'> & { readonly scannerId: string }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'qmc-escl-'));
  const settings = path.join(folder, 'sane.d');
  await mkdir(settings);
  const plain = drawPage(false);
  const noise = drawPage(true);
  let isFull = false;
  const server = new EsclServer((sheet) => (isFull && sheet > 2 ? noise : plain));
  await server.plugIn();
  await writeFile(path.join(settings, 'dll.conf'), 'airscan\n');
  await writeFile(
    path.join(settings, 'airscan.conf'),
    `[devices]\n"Quay mau" = ${server.url}, eSCL\n[options]\ndiscovery = disable\nws-discovery = off\n`,
  );
  const program = path.join(folder, 'scanimage');
  await writeFile(program, PROGRAM.replaceAll('$ROOM', folder));
  await chmod(program, 0o755);
  return {
    scannerId: 'airscan:e0:Quay mau',
    environment: {
      ...process.env,
      PATH: `${folder}:${process.env['PATH'] ?? ''}`,
      SANE_CONFIG_DIR: settings,
    },
    async load(sheets: number, then: TroubleName) {
      isFull = then === 'diskFull';
      await (isFull ? writeFile(path.join(folder, 'full'), '') : rm(path.join(folder, 'full'), { force: true }));
      if (then === 'diskFull') server.paper = { sheets: sheets + 1, then: 'done' };
      else server.paper = { sheets, then: then === 'silent' ? 'hang' : then };
    },
    unplug: () => server.unplug(),
    plugIn: () => server.plugIn(),
    async close() {
      await server.unplug();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** White, or so full of detail that the JPEG of it is large. */
function drawPage(isNoisy: boolean): Buffer {
  const page = new PNG({ ...PAGE, colorType: 2, inputHasAlpha: true });
  let state = 7;
  for (let at = 0; at < page.data.length; at += 1) {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    page.data[at] = at % 4 === 3 || !isNoisy ? 255 : state >> 16;
  }
  return PNG.sync.write(page, { colorType: 2, deflateLevel: 1 });
}
