import { BehaviorSubject, type Observable } from 'rxjs';

/** Puts a fetched version in force; called only when the officer agrees. */
export type ApplyUpdate = () => void;

export interface UpdateSignal {
  /** `null` while there is no newer version waiting. */
  readonly update$: Observable<ApplyUpdate | null>;
  readonly announce: (apply: ApplyUpdate) => void;
}

export function createUpdateSignal(): UpdateSignal {
  const update = new BehaviorSubject<ApplyUpdate | null>(null);
  return {
    update$: update,
    announce: (apply) => {
      update.next(apply);
    },
  };
}
