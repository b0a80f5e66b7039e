import { useEffect, useRef, useState } from 'react';
import { useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import type { DossierRegisterProgress, DossierRegisterSummary } from '#renderer/workflows/draw-dossier-register.ts';

/** Where the book is to go. */
export type RegisterTarget = 'print' | 'save';

/** What became of the book that was asked for last. */
export type RegisterState =
  | { readonly kind: 'idle' }
  | ({ readonly kind: 'running' | 'stopped'; readonly year: number } & DossierRegisterProgress)
  | ({ readonly kind: 'done'; readonly year: number; readonly target: RegisterTarget } & DossierRegisterSummary)
  | { readonly kind: 'failed'; readonly target: RegisterTarget; readonly code: string };

export interface RegisterRun {
  readonly state: RegisterState;
  start(target: RegisterTarget, year: number): void;
  stop(): void;
}

/** One book at a time; going away stops it. */
export function useRegisterRun(): RegisterRun {
  const workflows = useWorkflows();
  const session = useSession();
  const [state, setState] = useState<RegisterState>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const run = async (target: RegisterTarget, year: number): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    let progress: DossierRegisterProgress = { done: 0, all: 0 };
    setState({ kind: 'running', year, ...progress });
    const { signal } = controller;
    const onProgress = (now: DossierRegisterProgress): void => {
      progress = now;
      setState({ kind: 'running', year, ...now });
    };
    const made =
      target === 'print'
        ? await workflows.printDossierRegister(session, year, { signal, onProgress })
        : await workflows.saveDossierRegister(session, year, { signal, onProgress });
    running.current = null;
    if (made.ok) setState({ kind: 'done', year, target, ...made.value });
    else if (made.error.code === 'registerStopped') setState({ kind: 'stopped', year, ...progress });
    else setState({ kind: 'failed', target, code: made.error.code });
  };
  return {
    state,
    start: (target, year) => {
      if (running.current === null) void run(target, year);
    },
    stop: () => running.current?.abort(),
  };
}
