import { useState } from 'react';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { Result } from '#shared/kernel/result.ts';

export interface Action {
  readonly failure: AppError | null;
  readonly isBusy: boolean;
  /** Runs one officer action; a second press while it runs does nothing. Answers with the value, if it went well. */
  readonly run: <Value>(act: () => Promise<Result<Value, AppError>>) => Promise<Value | undefined>;
  readonly clear: () => void;
}

export function useAction(): Action {
  const [failure, setFailure] = useState<AppError | null>(null);
  const [isBusy, setBusy] = useState(false);
  return {
    failure,
    isBusy,
    run: async (act) => {
      if (isBusy) return undefined;
      setBusy(true);
      setFailure(null);
      const done = await act();
      setBusy(false);
      if (done.ok) return done.value;
      setFailure(done.error);
      return undefined;
    },
    clear: () => {
      setFailure(null);
    },
  };
}
