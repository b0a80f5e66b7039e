import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AVAHI_CONFIG, busConfig, cupsdConfig, cupsFilesConfig } from './cups-room-files.ts';
import { PRINTER_ATTRIBUTES, printCommand, type PrinterFault } from './virtual-printer-files.ts';

/** Real CUPS with virtual IPP Everywhere printers, private to one test file: nothing of the system's is touched. */
export interface CupsRoom {
  /** For programs that are to talk to this spooler. */
  readonly environment: Record<string, string | undefined>;
  /** What came out of a printer, oldest first. */
  papers(printerId: string): Promise<readonly Uint8Array[]>;
  /** What the next paper meets; `null` mends the printer, and a paper that waited for it comes out. */
  setFault(printerId: string, fault: PrinterFault | null): Promise<void>;
  switchOff(printerId: string): Promise<void>;
  switchOn(printerId: string): Promise<void>;
  close(): Promise<void>;
}

interface VirtualPrinter {
  readonly printerId: string;
  readonly port: number;
  readonly papers: string;
  readonly faultFile: string;
  process: ChildProcess | undefined;
}

const START_TIMEOUT_MS = 10_000;
const AVAHI_PID_FILE = '/run/avahi-daemon/pid';

/**
 * Starts D-Bus and Avahi (without which the virtual printers refuse to run; a machine's own are used when they are
 * there), the printers, and a spooler with one queue for each.
 * @param rawQueues queues that hand bytes as they are to a port of this machine
 */
export async function openCupsRoom(
  printerIds: readonly string[],
  rawQueues: readonly { readonly printerId: string; readonly port: number }[] = [],
): Promise<CupsRoom> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'qmc-cups-'));
  // Started by root, the spooler runs its filters as another user, who must get through to the spool.
  await chmod(folder, 0o755);
  for (const name of ['etc', 'spool/tmp', 'cache', 'state', 'log'])
    await mkdir(path.join(folder, name), { recursive: true });
  const daemons: ChildProcess[] = [];
  const printers: VirtualPrinter[] = [];
  const environment: Record<string, string | undefined> = { ...process.env };
  try {
    if (!isSystemAvahiRunning()) {
      environment['DBUS_SYSTEM_BUS_ADDRESS'] = `unix:path=${path.join(folder, 'bus')}`;
      daemons.push(...(await startDiscovery(folder, environment)));
    }
    const port = await freePort();
    environment['CUPS_SERVER'] = `127.0.0.1:${String(port)}`;
    daemons.push(await startSpooler(folder, port, environment));
    for (const printerId of printerIds) printers.push(await addPrinter(folder, printerId, environment));
    for (const queue of rawQueues) {
      addQueue(queue.printerId, [`socket://127.0.0.1:${String(queue.port)}`, '-m', 'raw'], environment);
    }
  } catch (error) {
    await closeRoom(folder, daemons, printers);
    throw error;
  }
  const find = (printerId: string): VirtualPrinter => {
    const printer = printers.find((candidate) => candidate.printerId === printerId);
    if (printer === undefined) throw new Error('no such printer in the room');
    return printer;
  };
  return {
    environment,
    papers: (printerId) => readPapers(find(printerId).papers),
    setFault: (printerId, fault) => setFault(find(printerId), fault),
    switchOff: (printerId) => switchOff(find(printerId)),
    switchOn: (printerId) => switchOn(folder, find(printerId), environment),
    close: () => closeRoom(folder, daemons, printers),
  };
}

async function startDiscovery(folder: string, environment: CupsRoom['environment']): Promise<ChildProcess[]> {
  await writeFile(path.join(folder, 'bus.conf'), busConfig(path.join(folder, 'bus')));
  await writeFile(path.join(folder, 'avahi.conf'), AVAHI_CONFIG);
  const bus = start(
    folder,
    'dbus-daemon',
    ['--nofork', '--nopidfile', `--config-file=${path.join(folder, 'bus.conf')}`],
    environment,
  );
  await until('D-Bus', () => existsSync(path.join(folder, 'bus')));
  const switches = ['--no-drop-root', '--no-chroot', '--no-proc-title', '--no-rlimits'];
  const avahi = start(folder, 'avahi-daemon', ['-f', path.join(folder, 'avahi.conf'), ...switches], environment);
  await until('Avahi', () => logOf(folder, 'avahi-daemon').includes('startup complete'));
  return [avahi, bus];
}

async function startSpooler(folder: string, port: number, environment: CupsRoom['environment']): Promise<ChildProcess> {
  const settings = path.join(folder, 'etc', 'cupsd.conf');
  const files = path.join(folder, 'etc', 'cups-files.conf');
  await writeFile(settings, cupsdConfig(port));
  await writeFile(files, cupsFilesConfig(folder));
  const spooler = start(folder, 'cupsd', ['-f', '-c', settings, '-s', files], environment);
  await until('the spooler', () => canConnect(port));
  return spooler;
}

async function addPrinter(
  folder: string,
  printerId: string,
  environment: CupsRoom['environment'],
): Promise<VirtualPrinter> {
  const papers = path.join(folder, `papers-${printerId}`);
  await mkdir(path.join(folder, `spool-${printerId}`));
  await mkdir(papers);
  const faultFile = path.join(folder, `fault-${printerId}`);
  const printer: VirtualPrinter = { printerId, port: await freePort(), papers, faultFile, process: undefined };
  await writeFile(path.join(folder, 'printer.attrs'), PRINTER_ATTRIBUTES);
  await writeFile(commandOf(folder, printerId), printCommand(papers, faultFile), { mode: 0o755 });
  await switchOn(folder, printer, environment);
  addQueue(printerId, [`ipp://localhost:${String(printer.port)}/ipp/print`, '-m', 'everywhere'], environment);
  return printer;
}

function addQueue(printerId: string, device: readonly string[], environment: CupsRoom['environment']): void {
  const added = spawnSync('lpadmin', ['-p', printerId, '-E', '-v', ...device], { env: environment });
  if (added.status !== 0) throw new Error(`lpadmin: ${added.stderr.toString()}`);
}

function commandOf(folder: string, printerId: string): string {
  return path.join(folder, `print-${printerId}.sh`);
}

async function setFault(printer: VirtualPrinter, fault: PrinterFault | null): Promise<void> {
  await (fault === null ? rm(printer.faultFile, { force: true }) : writeFile(printer.faultFile, fault));
}

async function switchOn(folder: string, printer: VirtualPrinter, environment: CupsRoom['environment']): Promise<void> {
  const { printerId, port } = printer;
  const files = ['-d', path.join(folder, `spool-${printerId}`), '-a', path.join(folder, 'printer.attrs')];
  // Without a command it would pretend to print for 5 to 15 seconds.
  const args = ['-n', 'localhost', '-p', String(port), '-r', 'off', ...files, '-c', commandOf(folder, printerId)];
  printer.process = start(folder, 'ippeveprinter', [...args, printerId], environment);
  await until(`printer ${printerId}`, () => canConnect(port));
}

async function switchOff(printer: VirtualPrinter): Promise<void> {
  await end(printer.process);
}

async function readPapers(folder: string): Promise<readonly Uint8Array[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.pdf')).sort();
  const papers = await Promise.all(names.map((name) => readFile(path.join(folder, name))));
  // A paper counts when it is complete.
  return papers.filter((paper) => paper.includes('%%EOF'));
}

async function closeRoom(
  folder: string,
  daemons: readonly ChildProcess[],
  printers: readonly VirtualPrinter[],
): Promise<void> {
  for (const printer of printers) await end(printer.process);
  for (const daemon of [...daemons].reverse()) await end(daemon);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

function start(
  folder: string,
  program: string,
  args: readonly string[],
  environment: CupsRoom['environment'],
): ChildProcess {
  const log = openSync(path.join(folder, 'log', `${program}.out`), 'a');
  // The programs of root live in /usr/sbin, which is not on everybody's path.
  const env = { ...environment, PATH: `${environment['PATH'] ?? ''}:/usr/sbin:/sbin` };
  const child = spawn(program, [...args], { env, stdio: ['ignore', log, log] });
  child.on('error', () => undefined); // Not installed: the wait for it fails and says which.
  closeSync(log);
  return child;
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), 3_000);
  await gone;
  clearTimeout(killer);
}

function isSystemAvahiRunning(): boolean {
  if (!existsSync(AVAHI_PID_FILE)) return false;
  return existsSync(`/proc/${readFileSync(AVAHI_PID_FILE, 'utf8').trim()}`);
}

function logOf(folder: string, program: string): string {
  const file = path.join(folder, 'log', `${program}.out`);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

async function until(what: string, isThere: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await isThere())) {
    if (Date.now() > deadline) throw new Error(`${what} did not start; run: node scripts/prerequisites.mjs --for=test`);
    await wait(50);
  }
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, 'localhost');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}
