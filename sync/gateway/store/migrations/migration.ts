/** One step of the database's history. Once released it is frozen: a change is a new step, never an edit. */
export interface Migration {
  /** Counts up from 1 without gaps. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
