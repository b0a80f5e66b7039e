import { chmod } from 'node:fs/promises';
import { makeMachineFolder } from '#test/e2e/support/machine.ts';
import { cutClient } from './client-cuts.ts';
import { cutGateway } from './gateway-cuts.ts';
import type { CutOptions, CutResult } from './cut-result.ts';
import { askLoopMounts } from './loop-disk.ts';

export type PowerCutAnswer =
  { readonly kind: 'notPermitted'; readonly reason: string } | ({ readonly kind: 'ran' } & CutResult);

/** Simulated power cuts of one program's disk: what was acknowledged before must be there afterwards. */
export async function runPowerCut(
  target: 'electron' | 'browser' | 'gateway',
  options: CutOptions,
): Promise<PowerCutAnswer> {
  const permission = await askLoopMounts();
  if (!permission.isPermitted) return { kind: 'notPermitted', reason: permission.reason };
  const machine = await makeMachineFolder();
  try {
    // PostgreSQL has an account of its own.
    await chmod(machine.folder, 0o755);
    const result =
      target === 'gateway'
        ? await cutGateway(machine.folder, options)
        : await cutClient(target, machine.folder, options);
    const isPower = result.controlsLost === result.runs;
    const notOne = 'a file that nobody had synced was still there: this was no power cut';
    return { kind: 'ran', ...result, violations: isPower ? result.violations : [...result.violations, notOne] };
  } finally {
    await machine.remove();
  }
}
