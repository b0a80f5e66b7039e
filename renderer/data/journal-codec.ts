import * as v from 'valibot';
import type { JournalRecord } from '#shared/journal-format/journal.ts';

/** What one transaction did to one table. */
export interface TableWrites {
  readonly table: string;
  readonly rows?: readonly unknown[];
  /** Members of known rows that got new values. */
  readonly patches?: readonly RowPatch[];
  readonly removed?: readonly unknown[];
}
export interface RowPatch {
  readonly key: unknown;
  readonly changes: Readonly<Record<string, unknown>>;
}

export interface CommitRecord {
  readonly number: number;
  /** Tells commits with one number apart: one that came to nothing leaves its number to the next. */
  readonly tag: number;
  readonly writes: readonly TableWrites[];
  /** One of several records that tell the whole store under one number. */
  readonly isPart?: boolean;
  /** The tag of a commit of this number that came to nothing after it had been told. */
  readonly withdraws?: number;
}

export function nameOf({ number, tag }: Pick<CommitRecord, 'number' | 'tag'>): string {
  return `${String(number)}.${String(tag)}`;
}

type CommitContent = Omit<CommitRecord, 'number' | 'tag'>;

const commitSchema = v.object({
  isPart: v.optional(v.boolean()),
  withdraws: v.optional(v.number()),
  writes: v.array(
    v.object({
      table: v.string(),
      rows: v.optional(v.array(v.unknown())),
      patches: v.optional(v.array(v.object({ key: v.unknown(), changes: v.record(v.string(), v.unknown()) }))),
      removed: v.optional(v.array(v.unknown())),
    }),
  ),
}) as v.GenericSchema<unknown, CommitContent>;

/*
 * The one place where commits and scans become the bytes of the journal and come back, so that encryption at rest is one
 * change here. Today the bytes are plain JSON, and scans are kept as they are.
 */

/** Rows that cannot be told in JSON (a key that never leaves its store) are left out. */
export function encodeCommit({ number, tag, writes, ...rest }: CommitRecord): JournalRecord {
  const tellable = writes.map((write) =>
    write.rows === undefined ? write : { ...write, rows: write.rows.filter(isPlain) },
  );
  return { number, tag, bytes: new TextEncoder().encode(JSON.stringify({ ...rest, writes: tellable })) };
}

/** `undefined`: not a commit that this build can read. */
export function decodeCommit({ number, tag, bytes }: JournalRecord): CommitRecord | undefined {
  const parsed = v.safeParse(commitSchema, parseJson(new TextDecoder().decode(bytes)));
  return parsed.success ? { ...parsed.output, number, tag } : undefined;
}

export function encodeScan(bytes: ArrayBuffer): Uint8Array {
  return new Uint8Array(bytes);
}

export function decodeScan(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // Sound bytes of another make: the caller counts it as unreadable.
  }
}

/** Made of JSON's own kinds all the way down. */
function isPlain(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value !== 'object') return typeof value !== 'bigint' && typeof value !== 'symbol';
  if (Array.isArray(value)) return value.every(isPlain);
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain);
}
