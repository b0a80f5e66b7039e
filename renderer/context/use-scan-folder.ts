import { useEffect, useState } from 'react';
import type { HostBridge } from '#renderer/host/host-bridge.ts';
import { useHost } from './app-context.tsx';

type FolderState = NonNullable<Awaited<ReturnType<HostBridge['folder']['state']>>>;

/** The folder that a device scans into, as it is now; `undefined` where the host has none, and until it has answered. */
export function useScanFolder(): FolderState | undefined {
  const { folder } = useHost();
  const [state, setState] = useState<FolderState>();
  useEffect(() => {
    const left = new AbortController();
    const follow = async (known: number): Promise<void> => {
      const next = await folder.state(known);
      if (next === undefined || left.signal.aborted) return;
      setState(next);
      void follow(next.version);
    };
    void follow(0);
    return () => {
      left.abort();
    };
  }, [folder]);
  return state;
}
