/**
 * An expected failure as a value. `code` is stable and is what screens, logs and tests go by; the officer's
 * Vietnamese text is looked up by `code` in renderer/i18n. `details` never carries personal data.
 */
export interface AppError<
  Code extends string = string,
  Details extends Readonly<Record<string, unknown>> = Readonly<Record<string, unknown>>,
> {
  readonly code: Code;
  readonly details?: Details;
}
