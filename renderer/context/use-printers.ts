import { useEffect, useState } from 'react';
import { toEpochMs } from '#shared/kernel/instant.ts';
import { useHost } from './app-context.tsx';
import { useNow } from './use-now.ts';

type Printers = Awaited<ReturnType<ReturnType<typeof useHost>['listPrinters']>>;

/** How often the machine is asked by itself. */
const EVERY_MS = 60_000;

/** The printers of the machine and how they are, asked again from time to time; `undefined` until the first answer. */
export function usePrinters(): { readonly printers: Printers | undefined; readonly refresh: () => void } {
  const host = useHost();
  const [printers, setPrinters] = useState<Printers>();
  const [turn, setTurn] = useState(0);
  const period = Math.floor(toEpochMs(useNow()) / EVERY_MS);
  useEffect(() => {
    let isCurrent = true;
    void host.listPrinters().then((found) => {
      if (isCurrent) setPrinters(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [host, turn, period]);
  return {
    printers,
    refresh: () => {
      setTurn((last) => last + 1);
    },
  };
}
