import { readdir, readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { beneficiaryAccountSchema } from '#shared/domain/money/beneficiary-account.ts';
import { feeReceiptSettingsSchema } from '#shared/domain/money/fee-receipt-book.ts';
import { catalogueSchema, officerSchema, oneStopShopSchema, type Catalogue } from '#shared/domain/office.ts';
import { procedureSchema, sectorSchema } from '#shared/domain/procedure.ts';
import { workCalendarDataSchema } from '#shared/domain/work-calendar-data.ts';

const DATA_FOLDER = new URL('./', import.meta.url);
/** Counts up with every change of the data beside this file, so that stations fetch it again (SY-11). */
const SAMPLE_CATALOGUE_VERSION = 2;

/** One file of `procedures/`: a sector and every version of its procedures. */
const sectorFileSchema = v.object({
  sector: sectorSchema,
  procedures: v.pipe(v.array(procedureSchema), v.minLength(1)),
});

/**
 * The catalogue of the invented province, read from the JSON beside this file. Sectors come in the order of their
 * file names, procedures in the order of the file.
 *
 * @throws Error naming the file and the path of the first bad value: bad seed data is a defect, not an outcome.
 */
export async function loadSampleProvince(): Promise<Catalogue> {
  const [office, officers, workCalendar, beneficiaryAccounts, feeReceipts, sectorFiles] = await Promise.all([
    readData('office.json', oneStopShopSchema),
    readData('officers.json', v.array(officerSchema)),
    readData('work-calendar.json', workCalendarDataSchema),
    readData('beneficiary-accounts.json', v.array(beneficiaryAccountSchema)),
    readData('fee-receipts.json', feeReceiptSettingsSchema),
    readSectorFiles(),
  ]);
  return parseOrThrow('the whole catalogue', catalogueSchema, {
    catalogueVersion: SAMPLE_CATALOGUE_VERSION,
    office,
    officers,
    sectors: sectorFiles.map(({ sector }) => sector),
    procedures: sectorFiles.flatMap(({ procedures }) => procedures),
    workCalendar,
    beneficiaryAccounts,
    feeReceipts,
  });
}

async function readSectorFiles(): Promise<readonly v.InferOutput<typeof sectorFileSchema>[]> {
  const names = await readdir(new URL('procedures/', DATA_FOLDER));
  const dataFiles = names.filter((name) => name.endsWith('.json')).sort();
  return Promise.all(dataFiles.map((name) => readData(`procedures/${name}`, sectorFileSchema)));
}

async function readData<Schema extends v.GenericSchema>(file: string, schema: Schema): Promise<v.InferOutput<Schema>> {
  const text = await readFile(new URL(file, DATA_FOLDER), 'utf8');
  return parseOrThrow(file, schema, JSON.parse(text));
}

/**
 * @param where named in the error, e.g. `procedures/g15-tp07.json`
 * @throws Error `sample province: <where>: <path>: <what is wrong>`
 */
export function parseOrThrow<Schema extends v.GenericSchema>(
  where: string,
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue) ?? '(root)';
  throw new Error(`sample province: ${where}: ${path}: ${issue.message}`);
}
