import * as v from 'valibot';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';

/** Settings of this counter that an officer may change. */
export const counterSettingsSchema = v.object({
  /** `null`: the host's first printer. */
  receiptPrinterId: v.nullable(v.string()),
  theme: v.picklist(['light', 'highContrast']),
  language: v.picklist(['vi', 'en']),
  /** Procedure codes an officer pinned. */
  favouriteProcedures: v.array(v.string()),
  recentProcedures: v.array(v.string()),
});
export type CounterSettings = v.InferOutput<typeof counterSettingsSchema>;

export const DEFAULT_SETTINGS: CounterSettings = {
  receiptPrinterId: null,
  theme: 'light',
  language: 'vi',
  favouriteProcedures: [],
  recentProcedures: [],
};

const KEY = 'counterSettings';

export async function getSettings(database: CounterDatabase): Promise<CounterSettings> {
  const row = await database.settings.get(KEY);
  const parsed = v.safeParse(counterSettingsSchema, row?.value);
  return parsed.success ? parsed.output : DEFAULT_SETTINGS;
}

export async function updateSettings(database: CounterDatabase, change: Partial<CounterSettings>): Promise<void> {
  await database.transaction('rw', database.settings, async () => {
    await database.settings.put({ key: KEY, value: { ...(await getSettings(database)), ...change } });
  });
}
