import { useState } from 'react';
import { useQueries, useWorkflows } from '#renderer/context/app-context.tsx';

type Remembered = NonNullable<ReturnType<ReturnType<typeof useQueries>['useSettings']>['scan']>;

const FIRST_CHOICE: Remembered = {
  ...{ scannerId: '', source: 'flatbed', colourMode: 'colour', dpi: 200, paperSize: 'A4' },
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
  // Held here as well: a press right after a change must not scan by what is still being stored.
  const [changed, setChanged] = useState<Partial<Remembered>>({});
  const wanted = { ...FIRST_CHOICE, ...scan, ...changed };
  const scanner = scanners?.find(({ scannerId }) => scannerId === wanted.scannerId) ?? scanners?.[0];
  const choice = scanner === undefined ? undefined : { ...wanted, scannerId: scanner.scannerId };
  return {
    choice,
    choose(change) {
      if (choice === undefined) return;
      setChanged((known) => ({ ...known, ...change }));
      void workflows.updateSettings({ scan: { ...choice, ...change } });
    },
  };
}
