import { useCallback, useEffect, useRef, useState } from 'react';
import { useHost, useWorkflows } from '#renderer/context/app-context.tsx';
import type { ScanEnd, ScanSettings } from '#renderer/workflows/scan-pages.ts';
import { useIntakeState } from './use-intake.ts';

export type ScanState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'scanning'; readonly page: number; readonly isStopping: boolean }
  | { readonly kind: 'ended'; readonly end: ScanEnd; readonly pages: number };

export interface Scan {
  readonly state: ScanState;
  /** A page of this dialog came from a device that does not say its resolution. */
  readonly isDpiUnknown: boolean;
  readonly start: (settings: ScanSettings, deviceName: string) => Promise<void>;
  readonly stop: () => void;
}

/** Scans into one component. Leaving the screen stops the device; pages that are there stay. */
export function useScan(requirementId: string): Scan {
  const workflows = useWorkflows();
  const addCaptured = useIntakeState((state) => state.addCaptured);
  const [state, setState] = useState<ScanState>({ kind: 'idle' });
  const [isDpiUnknown, setDpiUnknown] = useState(false);
  const running = useRef<AbortController>(null);
  useEffect(
    () => () => {
      running.current?.abort();
    },
    [],
  );
  return {
    state,
    isDpiUnknown,
    async start(settings, deviceName) {
      if (running.current !== null) return;
      const controller = new AbortController();
      running.current = controller;
      setState({ kind: 'scanning', page: settings.firstPage, isStopping: false });
      const end = await workflows.scanPages(settings, {
        deviceName,
        signal: controller.signal,
        onPage: (captured, pageNumber, dpi) => {
          addCaptured(requirementId, captured);
          if (dpi === null) setDpiUnknown(true);
          setState({ kind: 'scanning', page: pageNumber + 1, isStopping: controller.signal.aborted });
        },
      });
      running.current = null;
      setState({ kind: 'ended', end, pages: end.nextPage - settings.firstPage });
    },
    stop() {
      running.current?.abort();
      setState((known) => (known.kind === 'scanning' ? { ...known, isStopping: true } : known));
    },
  };
}

type Scanners = Awaited<ReturnType<ReturnType<typeof useHost>['listScanners']>>;

/** `undefined` while they are looked for, which may take seconds. */
export function useScanners(): { readonly scanners: Scanners | undefined; readonly search: () => void } {
  const host = useHost();
  const [scanners, setScanners] = useState<Scanners>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    void host.listScanners().then((found) => {
      if (isCurrent) setScanners(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [host, turn]);
  const search = useCallback(() => {
    setScanners(undefined);
    setTurn((known) => known + 1);
  }, []);
  return { scanners, search };
}
