import * as v from 'valibot';
import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';

/** What the program was started with, as typed values. */
export interface LaunchOptions {
  readonly gatewayUrl: string;
  readonly enrolmentCode: string | null;
  readonly stationName: string;
  /** Absolute folder for everything stored on this machine; `undefined` = the system's usual place. */
  readonly userDataFolder: string | undefined;
  /** How papers reach printers; `undefined`: as the system has it. */
  readonly printThrough: 'cups' | 'window' | undefined;
}

export const DEFAULT_GATEWAY_URL = 'http://127.0.0.1:8710';
export const DEFAULT_STATION_NAME = 'Quầy 01';

const blankAsMissing = v.pipe(
  v.optional(v.string(), ''),
  v.trim(),
  v.transform((text) => (text === '' ? undefined : text)),
);
const webAddress = v.pipe(
  v.string(),
  v.check((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)),
  v.transform((text) => text.replace(/\/+$/, '')),
);

const environmentSchema = v.object({
  QMC_GATEWAY_URL: v.pipe(
    blankAsMissing,
    v.transform((text) => text ?? DEFAULT_GATEWAY_URL),
    webAddress,
  ),
  QMC_ENROLMENT_CODE: blankAsMissing,
  QMC_STATION_NAME: blankAsMissing,
  QMC_USER_DATA: blankAsMissing,
  QMC_PRINT_THROUGH: v.pipe(blankAsMissing, v.optional(v.picklist(['cups', 'window']))),
});

/** Reads the `QMC_…` variables. Error `badLaunchOption` names the variable in `details.variable`. */
export function parseLaunchOptions(
  environment: Readonly<Record<string, string | undefined>>,
): Result<LaunchOptions, AppError<'badLaunchOption', { readonly variable: string }>> {
  const parsed = v.safeParse(environmentSchema, environment);
  if (!parsed.success) {
    const variable = v.getDotPath(parsed.issues[0]) ?? '';
    return err({ code: 'badLaunchOption', details: { variable } });
  }
  return ok({
    gatewayUrl: parsed.output.QMC_GATEWAY_URL,
    enrolmentCode: parsed.output.QMC_ENROLMENT_CODE ?? null,
    stationName: parsed.output.QMC_STATION_NAME ?? DEFAULT_STATION_NAME,
    userDataFolder: parsed.output.QMC_USER_DATA,
    printThrough: parsed.output.QMC_PRINT_THROUGH,
  });
}
