import { chmod } from 'node:fs/promises';
import { makeMachineFolder } from '#test/e2e/support/machine.ts';
import { cutClient } from './client-cuts.ts';
import { cutGateway } from './gateway-cuts.ts';
import { askLoopMounts } from './loop-disk.ts';

export interface CutOptions {
  readonly seed: number;
  readonly runs: number;
  readonly say: (line: string) => void;
}

export interface CutResult {
  readonly runs: number;
  /** What had been acknowledged (client: shown on the screen) when power was cut. */
  readonly acknowledged: number;
  /** Cuts that took a file nobody had synced: each shows that it was a power cut and not merely a kill. */
  readonly controlsLost: number;
  readonly violations: readonly string[];
}

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
