import * as v from 'valibot';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { AppError } from '#shared/kernel/app-error.ts';

/**
 * The one place where records become rows and rows become records again, so that encryption at rest is one change
 * here. Today a row is the record itself.
 */
export function toRow<Value>(value: Value): Value {
  return value;
}

/** Reads a row back through its schema. A row that does not fit is reported with its key, never dropped. */
export function fromRow<Value>(
  schema: v.GenericSchema<unknown, Value>,
  row: unknown,
): Result<Value, AppError<'damagedRow', { readonly path: string }>> {
  const parsed = v.safeParse(schema, row, { abortEarly: true });
  if (parsed.success) return ok(parsed.output);
  return err({ code: 'damagedRow', details: { path: v.getDotPath(parsed.issues[0]) ?? '' } });
}
