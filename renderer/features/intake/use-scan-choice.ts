import { useQueries, useWorkflows } from '#renderer/context/app-context.tsx';
import type { ScanSettings } from '#renderer/workflows/scan-pages.ts';

export type ScanChoice = Omit<ScanSettings, 'firstPage'>;
type Remembered = NonNullable<ReturnType<ReturnType<typeof useQueries>['useSettings']>['scan']>;

const FIRST_CHOICE: Omit<Remembered, 'scannerId'> = {
  ...{ source: 'flatbed', colourMode: 'colour', dpi: 200, paperSize: 'A4' },
};

export interface ScanChoosing {
  /** `undefined` while there is no scanner. */
  readonly choice: Remembered | undefined;
  readonly choose: (change: Partial<Remembered>) => void;
}

/** How this station scans: as it did last time, with the first scanner when that one is not there. */
export function useScanChoice(scanners: readonly { readonly scannerId: string }[] | undefined): ScanChoosing {
  const workflows = useWorkflows();
  const { scan } = useQueries().useSettings();
  const scanner = scanners?.find(({ scannerId }) => scannerId === scan?.scannerId) ?? scanners?.[0];
  const choice = scanner === undefined ? undefined : { ...FIRST_CHOICE, ...(scan ?? {}), scannerId: scanner.scannerId };
  return {
    choice,
    choose(change) {
      if (choice !== undefined) void workflows.updateSettings({ scan: { ...choice, ...change } });
    },
  };
}
