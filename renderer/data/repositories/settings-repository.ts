import * as v from 'valibot';
import { localTimeSchema, type LocalTime } from '#shared/kernel/instant.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';

/**
 * Kinds of paper that may want a printer of their own: the forms of dossiers (A5), books, reports and separator sheets
 * (A4), small slips (A5), and the 80 mm roll.
 */
export const PAPER_CLASSES = ['form', 'report', 'slip', 'thermal'] as const;
export type PaperClass = (typeof PAPER_CLASSES)[number];
const NO_PRINTERS = { form: null, report: null, slip: null, thermal: null };

/** Settings of this counter that an officer may change. */
export const counterSettingsSchema = v.object({
  theme: v.picklist(['light', 'highContrast']),
  language: v.picklist(['vi', 'en']),
  /** Procedure codes an officer pinned. */
  favouriteProcedures: v.array(v.string()),
  recentProcedures: v.array(v.string()),
  /** How fast scans may go up, in kilobits per second; `null` = as fast as the link. */
  uploadBudgetKbps: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(8))), null),
  /** When scans may go up. */
  uploadTime: v.optional(v.picklist(['always', 'breaks', 'evenings']), 'always'),
  /** Pages are put straight, cropped and brightened as they come in; their own bytes are kept beside. */
  adjustsPages: v.optional(v.boolean(), true),
  /** The PDFs of components are not made for now. */
  isDigitisingPaused: v.optional(v.boolean(), false),
  /** Printers by kind of paper; `null`: the machine's default. */
  printerByPaper: v.optional(
    v.object({
      form: v.nullable(v.string()),
      report: v.nullable(v.string()),
      slip: v.nullable(v.string()),
      thermal: v.nullable(v.string()),
    }),
    NO_PRINTERS,
  ),
  /** How this station scanned last; `null` = it never did. */
  scan: v.optional(
    v.nullable(
      v.object({
        scannerId: v.string(),
        source: v.picklist(['flatbed', 'feeder', 'duplex']),
        colourMode: v.picklist(['colour', 'grey']),
        dpi: v.picklist([200, 300, 400]),
        paperSize: v.picklist(['A4', 'A5']),
      }),
    ),
    null,
  ),
});
export type CounterSettings = v.InferOutput<typeof counterSettingsSchema>;

export const DEFAULT_SETTINGS: CounterSettings = {
  theme: 'light',
  language: 'vi',
  favouriteProcedures: [],
  recentProcedures: [],
  uploadBudgetKbps: null,
  uploadTime: 'always',
  adjustsPages: true,
  isDigitisingPaused: false,
  printerByPaper: NO_PRINTERS,
  scan: null,
};

const time = (text: string): LocalTime => v.parse(localTimeSchema, text);
const EVENING = { from: time('17:00'), to: time('07:00') };

/** Times of day in which scans go up; an empty list is the whole day. */
export const UPLOAD_WINDOWS = {
  always: [],
  breaks: [{ from: time('11:30'), to: time('13:30') }, EVENING],
  evenings: [EVENING],
} as const satisfies Readonly<
  Record<CounterSettings['uploadTime'], readonly { readonly from: LocalTime; readonly to: LocalTime }[]>
>;

export interface UploadLimits {
  readonly budgetKbps: number | null;
  readonly windows: readonly { readonly from: LocalTime; readonly to: LocalTime }[];
}

/** The settings as the runner asks for them. */
export function toUploadPolicy({ uploadBudgetKbps, uploadTime }: CounterSettings): UploadLimits {
  return { budgetKbps: uploadBudgetKbps, windows: UPLOAD_WINDOWS[uploadTime] };
}

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
