import { useEffect, useState } from 'react';
import type { Observable } from 'rxjs';

/** The latest value of a stream; `undefined` until its first. */
export function useObservable<Value>(stream: Observable<Value>): Value | undefined {
  const [value, setValue] = useState<Value>();
  useEffect(() => {
    const subscription = stream.subscribe((next) => {
      // As an updater, so that a value that is itself a function is kept, not called.
      setValue(() => next);
    });
    return () => {
      subscription.unsubscribe();
    };
  }, [stream]);
  return value;
}
