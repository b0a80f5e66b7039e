import * as v from 'valibot';
import { PRINTER_TROUBLES } from '#shared/kernel/printer-trouble.ts';

/** A call from the renderer to a device or the host, answered once. */
export interface RequestDefinition<Input extends v.GenericSchema, Output extends v.GenericSchema> {
  readonly type: 'request';
  readonly input: Input;
  readonly output: Output;
}

export function request<Input extends v.GenericSchema, Output extends v.GenericSchema>(definition: {
  readonly input: Input;
  readonly output: Output;
}): RequestDefinition<Input, Output> {
  return { type: 'request', ...definition };
}

const text = v.pipe(v.string(), v.nonEmpty());
const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const nothingSchema = v.null();

/** Wraps an output so that expected failures cross the bridge as values: only an error's message would survive. */
function resultOf<Output extends v.GenericSchema, const Codes extends readonly [string, ...string[]]>(
  output: Output,
  codes: Codes,
) {
  return v.variant('ok', [
    v.object({ ok: v.literal(true), value: output }),
    v.object({ ok: v.literal(false), error: v.object({ code: v.picklist(codes) }) }),
  ]);
}

/** What the host was started with. */
export const hostConfigSchema = v.object({
  gatewayUrl: text,
  appVersion: text,
  /** One-time code handed to a new station by `npm start`; null when the station is to be enrolled by hand. */
  enrolmentCode: v.nullable(text),
  stationName: text,
});
export type HostConfig = v.InferOutput<typeof hostConfigSchema>;

export const printerInfoSchema = v.object({
  printerId: text,
  name: text,
  isDefault: v.boolean(),
  state: v.picklist(['ready', 'busy', 'stopped', 'unknown']),
  trouble: v.nullable(v.picklist(PRINTER_TROUBLES)),
});
export type PrinterInfo = v.InferOutput<typeof printerInfoSchema>;

export const paperSizeSchema = v.picklist(['A5', 'A4']);
export const printJobSchema = v.object({
  printerId: text,
  /** Shown in the spooler's list: a dossier code, never a name. */
  title: text,
  copies: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)),
  content: v.variant('kind', [
    v.object({ kind: v.literal('pdf'), paperSize: paperSizeSchema, bytes }),
    /** For a thermal printer, which gets the bytes as they are. */
    v.object({ kind: v.literal('escpos'), bytes }),
  ]),
});
export type PrintJob = v.InferOutput<typeof printJobSchema>;

export const PRINT_ERROR_CODES = [
  ...(['noPrinter', 'printerUnavailable', 'spoolerFailed', 'diskFull', 'contentNotSupported'] as const),
] as const;
/** Accepted by the spooler; `jobId` names it there, `null` where it names none. */
export const printOutcomeSchema = resultOf(v.object({ jobId: v.nullable(text) }), PRINT_ERROR_CODES);
export type PrintOutcome = v.InferOutput<typeof printOutcomeSchema>;

const jobId = v.pipe(text, v.maxLength(200));
const jobStateSchema = v.picklist(['waiting', 'done', 'cancelled', 'failed', 'unknown']);
export type PrintJobState = v.InferOutput<typeof jobStateSchema>;
export const printJobReportSchema = v.object({
  jobId: text,
  state: jobStateSchema,
  trouble: v.nullable(v.picklist(PRINTER_TROUBLES)),
});
export type PrintJobReport = v.InferOutput<typeof printJobReportSchema>;

export const scannerInfoSchema = v.object({ scannerId: text, name: text });
export type ScannerInfo = v.InferOutput<typeof scannerInfoSchema>;

/** Least resolution of a digitised paper, in dots per inch (TT 02/2019/TT-BNV and NĐ 30/2020, as projects cite them). */
export const MIN_SCAN_DPI = 200;
const pageNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
export const scanSettingsSchema = v.object({
  scannerId: v.pipe(text, v.maxLength(500)),
  source: v.picklist(['flatbed', 'feeder', 'duplex']),
  colourMode: v.picklist(['colour', 'grey']),
  dpi: v.pipe(v.number(), v.integer(), v.minValue(MIN_SCAN_DPI), v.maxValue(1200)),
  paperSize: paperSizeSchema,
  /** Number of the first page of the run: 1, or the page that an earlier run did not reach. */
  firstPage: pageNumber,
});
export type ScanSettings = v.InferOutput<typeof scanSettingsSchema>;

/** What each means to the officer is in `main/scanning/scanner.ts`. */
export const SCAN_FAILURE_CODES = [
  ...(['noPaper', 'jam', 'coverOpen', 'busy', 'deviceGone', 'timedOut'] as const),
  ...(['cancelled', 'ioError', 'diskFull', 'notSupported'] as const),
] as const;
export const scanStepSchema = v.variant('kind', [
  /** A complete JPEG. */
  v.object({ kind: v.literal('page'), pageNumber, dpi: v.nullable(v.number()), bytes }),
  v.object({
    kind: v.literal('ended'),
    outcome: v.picklist(['done', ...SCAN_FAILURE_CODES]),
    /** The page that comes next: with it another run goes on where this one ended. */
    nextPage: pageNumber,
  }),
]);
export type ScanStep = v.InferOutput<typeof scanStepSchema>;

/** What each means to the officer is in `main/scanning/watched-folder.ts`. */
export const folderStateSchema = v.object({
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  folderName: v.nullable(v.string()),
  trouble: v.nullable(v.picklist(['gone', 'notReadable', 'crowded'])),
  offered: v.array(
    v.object({
      fileId: text,
      fileName: text,
      sizeBytes: v.number(),
      pages: v.nullable(v.pipe(v.number(), v.integer())),
    }),
  ),
  left: v.array(
    v.object({
      fileName: text,
      reason: v.picklist(['empty', 'unfinished', 'foreign', 'tooLarge', 'unreadable', 'duplicate']),
    }),
  ),
});
export type FolderState = v.InferOutput<typeof folderStateSchema>;
const folderFileSchema = v.object({ fileId: v.pipe(text, v.maxLength(64)) });

const scanHash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const recordName = {
  number: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 32 - 1)),
  tag: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1)),
};
export const journalRecordSchema = v.object({ ...recordName, bytes });
export const JOURNAL_ERROR_CODES = ['diskFull', 'notWritable', 'damaged'] as const;

export const SAVE_ERROR_CODES = ['cancelled', 'diskFull', 'notWritable'] as const;
/** Everything that crosses the bridge between the renderer and Electron's main process. Nothing else does. */
export const contract = {
  'app.config': request({ input: nothingSchema, output: hostConfigSchema }),
  'printing.listPrinters': request({ input: nothingSchema, output: v.array(printerInfoSchema) }),
  'printing.print': request({ input: printJobSchema, output: printOutcomeSchema }),
  'printing.findJobs': request({
    input: v.pipe(v.array(jobId), v.maxLength(100)),
    output: v.array(printJobReportSchema),
  }),
  'printing.withdraw': request({ input: jobId, output: jobStateSchema }),
  'scanning.listScanners': request({ input: nothingSchema, output: v.array(scannerInfoSchema) }),
  /** Starts a run and names it; one that still runs is cancelled first. */
  'scanning.acquire': request({ input: scanSettingsSchema, output: v.object({ sessionId: text }) }),
  /** Answers when the next page is there or the run has ended: one page at a time crosses the bridge. */
  'scanning.nextPage': request({ input: v.object({ sessionId: text }), output: scanStepSchema }),
  'scanning.cancel': request({ input: v.object({ sessionId: text }), output: nothingSchema }),
  /** Answers when the watched folder's state is another than the `known` one; at once for 0. */
  'scanning.folder': request({
    input: v.object({ known: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
    output: folderStateSchema,
  }),
  /** Main opens the dialog and keeps the way to the folder; the renderer learns its name only. */
  'scanning.chooseFolder': request({
    input: nothingSchema,
    output: resultOf(nothingSchema, ['cancelled', 'unusable', 'diskFull', 'notWritable']),
  }),
  'scanning.leaveFolder': request({
    input: nothingSchema,
    output: resultOf(nothingSchema, ['diskFull', 'notWritable']),
  }),
  'scanning.readFolderFile': request({
    input: folderFileSchema,
    output: resultOf(v.object({ fileName: text, bytes }), ['fileGone', 'fileChanged']),
  }),
  /** The file's page is stored: it is moved away and not offered again. */
  'scanning.putFolderFileAway': request({
    input: folderFileSchema,
    output: resultOf(nothingSchema, ['fileGone', 'fileChanged', 'diskFull', 'notWritable']),
  }),
  /** Keeps the paper in the app's own folder of issued papers (temp-then-rename, fsynced); never overwrites another content. */
  'documents.keep': request({
    input: v.object({ fileName: v.pipe(v.string(), v.regex(/^[A-Za-z0-9.-]{1,80}\.pdf$/)), pdf: bytes }),
    output: resultOf(v.object({ fileName: text }), SAVE_ERROR_CODES),
  }),
  /** Main opens the dialog and writes the file; the renderer never names a path. */
  'documents.saveAs': request({
    input: v.object({ suggestedName: v.pipe(v.string(), v.regex(/^[A-Za-z0-9.-]{1,80}\.pdf$/)), pdf: bytes }),
    output: resultOf(nothingSchema, SAVE_ERROR_CODES),
  }),
  /** Free bytes on the disk that holds the user-data folder. */
  'storage.freeBytes': request({ input: nothingSchema, output: v.pipe(v.number(), v.minValue(0)) }),
  /** The journal outside IndexedDB: see `Journal` in shared/journal-format for what each call guarantees. */
  'journal.open': request({
    input: nothingSchema,
    output: resultOf(
      v.object({ tail: v.array(v.object(recordName)), tornBytes: count, damagedParts: count }),
      JOURNAL_ERROR_CODES,
    ),
  }),
  'journal.append': request({
    input: v.array(journalRecordSchema),
    output: resultOf(nothingSchema, JOURNAL_ERROR_CODES),
  }),
  'journal.read': request({
    input: v.object({ from: count, page: v.nullable(text) }),
    output: resultOf(
      v.object({ records: v.array(journalRecordSchema), damagedParts: count, next: v.nullable(text) }),
      JOURNAL_ERROR_CODES,
    ),
  }),
  'journal.keepScan': request({
    input: v.object({ hash: scanHash, bytes }),
    output: resultOf(nothingSchema, JOURNAL_ERROR_CODES),
  }),
  'journal.readScan': request({ input: scanHash, output: resultOf(v.nullable(bytes), JOURNAL_ERROR_CODES) }),
  'journal.listScans': request({ input: nothingSchema, output: resultOf(v.array(scanHash), JOURNAL_ERROR_CODES) }),
  'journal.dropScan': request({ input: scanHash, output: resultOf(nothingSchema, JOURNAL_ERROR_CODES) }),
  /** Opens the citizen's screen on the second display, or brings it to the front. */
  'windows.openCitizenScreen': request({ input: nothingSchema, output: nothingSchema }),
  'log.write': request({
    input: v.object({
      level: v.picklist(['info', 'warn', 'error']),
      event: text,
      fields: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
    }),
    output: nothingSchema,
  }),
} as const;
export type Contract = typeof contract;
export type RequestName = keyof Contract;
export type InputOf<Name extends RequestName> = v.InferOutput<Contract[Name]['input']>;
export type OutputOf<Name extends RequestName> = v.InferOutput<Contract[Name]['output']>;
/** The object preload puts on `window.qmc`: one function per name of the contract. */
export type Bridge = { readonly [Name in RequestName]: (input: InputOf<Name>) => Promise<OutputOf<Name>> };
