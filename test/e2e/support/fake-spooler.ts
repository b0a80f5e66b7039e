import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Stands in for the programs of CUPS at the border of the app: `lpstat` knows one printer, `lp` puts what it is given
 * into a folder. The printer can be switched off and can vanish.
 */
export interface FakeSpooler {
  /** For the app's environment: these programs are found first. */
  readonly env: Readonly<Record<string, string>>;
  set(state: 'ready' | 'off' | 'refusing' | 'gone'): Promise<void>;
  /** The papers that came out, oldest first. */
  printed(): Promise<readonly string[]>;
}

export const FAKE_PRINTER_NAME = 'May in quay 1';

const LPSTAT = `#!/bin/sh
case " $* " in *" -o "*) exit 0;; esac
if [ -e "$DIR/gone" ]; then exit 0; fi
if [ -e "$DIR/off" ]; then echo "printer May_in_quay_1 disabled since today -"; else echo "printer May_in_quay_1 is idle.  enabled since today"; fi
echo "May_in_quay_1 accepting requests since today"
echo "system default destination: May_in_quay_1"
`;
const LP = `#!/bin/sh
if [ -e "$DIR/refusing" ]; then echo "lp: the spooler refuses" >&2; exit 1; fi
n=$(ls "$DIR/out" | wc -l)
cat > "$DIR/out/$(printf '%03d' "$n").pdf"
echo "request id is May_in_quay_1-$n (1 file(s))"
`;

export async function createFakeSpooler(folder: string): Promise<FakeSpooler> {
  const out = path.join(folder, 'out');
  await mkdir(out, { recursive: true });
  for (const [name, text] of [
    ['lpstat', LPSTAT],
    ['lp', LP],
    ['lpoptions', '#!/bin/sh\necho "PageSize/Media Size: A4 *A5"\n'],
    ['cancel', '#!/bin/sh\n'],
  ] as const) {
    const file = path.join(folder, name);
    await writeFile(file, text.replaceAll('$DIR', folder));
    await chmod(file, 0o755);
  }
  return {
    env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` },
    async set(state) {
      for (const mark of ['off', 'refusing', 'gone']) await rm(path.join(folder, mark), { force: true });
      if (state !== 'ready') await writeFile(path.join(folder, state), '');
    },
    async printed() {
      return (await readdir(out)).sort().map((name) => path.join(out, name));
    },
  };
}
