import * as v from 'valibot';
import { err, ok, type Result } from '#shared/kernel/result.ts';

/** The place of the first fault (`publicKey.x`), without the value found there. */
export interface RequestFault {
  readonly at: string;
}

/** Reads a request against its wire schema. */
export function parseRequest<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): Result<v.InferOutput<Schema>, RequestFault> {
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (parsed.success) return ok(parsed.output);
  return err({ at: v.getDotPath(parsed.issues[0]) ?? 'body' });
}
