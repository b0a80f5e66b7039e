import { useLayoutEffect, useState, type RefObject } from 'react';

/** Inner width of an element in px, followed as it changes. Infinity until it is known. */
export function useElementWidth(element: RefObject<HTMLElement | null>): number {
  const [widthPx, setWidthPx] = useState(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    // Reports once at the start, after layout and before the first paint.
    const observer = new ResizeObserver(() => setWidthPx(target.clientWidth));
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return widthPx;
}
