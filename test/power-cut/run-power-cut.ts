import { chmod } from 'node:fs/promises';
import { makeMachineFolder } from '#test/e2e/support/machine.ts';
import { cutClient } from './client-cuts.ts';
import { fillDisk } from './full-disk.ts';
import { cutGateway } from './gateway-cuts.ts';
import type { CutOptions, CutResult, CutTarget } from './cut-result.ts';
import { askLoopMounts } from './loop-disk.ts';

export type PowerCutAnswer =
  { readonly kind: 'notPermitted'; readonly reason: string } | ({ readonly kind: 'ran' } & CutResult);

/** Simulated power cuts of one program's disk: what was acknowledged before must be there afterwards. */
export async function runPowerCut(target: CutTarget, options: CutOptions): Promise<PowerCutAnswer> {
  const permission = await askLoopMounts();
  if (!permission.isPermitted) return { kind: 'notPermitted', reason: permission.reason };
  // Ended by a signal, the command still takes its disks away (loop-disk.ts does so when the process exits).
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  const machine = await makeMachineFolder();
  try {
    // PostgreSQL has an account of its own.
    await chmod(machine.folder, 0o755);
    const result = await play(target, machine.folder, options);
    const isPower = result.controlsLost === result.runs;
    const notOne = 'a file that nobody had synced was still there: this was no power cut';
    return { kind: 'ran', ...result, violations: isPower ? result.violations : [...result.violations, notOne] };
  } finally {
    await machine.remove();
  }
}

function play(target: CutTarget, folder: string, options: CutOptions): Promise<CutResult> {
  switch (target) {
    case 'gateway':
      return cutGateway(folder, options);
    case 'full-electron':
      return fillDisk('electron', folder, options);
    case 'full-browser':
      return fillDisk('browser', folder, options);
    default:
      return cutClient(target, folder, options);
  }
}
