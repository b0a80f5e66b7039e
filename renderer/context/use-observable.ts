import { useEffect, useState } from 'react';
import type { Observable } from 'rxjs';

/** The latest value of a stream; `undefined` until its first. */
export function useObservable<Value>(stream: Observable<Value>): Value | undefined {
  const [value, setValue] = useState<Value>();
  useEffect(() => {
    const subscription = stream.subscribe(setValue);
    return () => {
      subscription.unsubscribe();
    };
  }, [stream]);
  return value;
}
