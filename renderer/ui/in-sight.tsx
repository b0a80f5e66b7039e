import { useEffect, useRef, type ReactNode } from 'react';

/** Comes into sight when it appears: what is told must not lie below the fold. The focus stays where it is. */
export function InSight({ children }: { readonly children: ReactNode }) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    root.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return <div ref={root}>{children}</div>;
}
