import * as v from 'valibot';
import { localDateSchema, localTimeSchema } from '#shared/kernel/instant.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
/** Whole Vietnamese đồng, never negative. */
export const amountVndSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Thời hạn giải quyết. `sameDay`: due at the end of the day, or next working day when taken after `cutOff`. */
export const processingTimeLimitSchema = v.variant('kind', [
  v.object({ kind: v.literal('workingDays'), days: positive }),
  v.object({ kind: v.literal('workingHours'), hours: positive }),
  v.object({ kind: v.literal('sameDay'), cutOff: localTimeSchema }),
  v.object({ kind: v.literal('calendarDays'), days: positive }),
]);
export type ProcessingTimeLimit = v.InferOutput<typeof processingTimeLimitSchema>;

/** bản chính / bản sao chứng thực / bản sao */
export const copyKindSchema = v.picklist(['original', 'certifiedCopy', 'copy']);
export type CopyKind = v.InferOutput<typeof copyKindSchema>;

/** Thành phần hồ sơ theo quy định: one paper (or group of papers) the procedure asks for. */
export const componentRequirementSchema = v.object({
  /** Unique within the procedure version, e.g. `c1`. */
  requirementId: text,
  name: text,
  necessity: v.picklist(['required', 'conditional']),
  /** When a conditional component is needed, in Vietnamese. */
  condition: v.optional(text),
  /** Number of sheets of each kind asked for; at least one of the three is positive. */
  counts: v.object({ original: count, certifiedCopy: count, copy: count }),
  /** Only shown for comparison and handed back; not kept and not scanned (TT 03/2025/TT-VPCP Đ5.2). */
  isShownOnly: v.boolean(),
});
export type ComponentRequirement = v.InferOutput<typeof componentRequirementSchema>;

/** How an amount is found from what the officer counts. All amounts in đồng. */
export const feeFormulaSchema = v.variant('kind', [
  v.object({ kind: v.literal('free') }),
  v.object({ kind: v.literal('fixed'), amountVnd: amountVndSchema }),
  v.object({ kind: v.literal('perUnit'), amountVnd: amountVndSchema, unitName: text }),
  /** Certified copies (TT 226/2016/TT-BTC Đ4): tiers by page of the original, capped per copy, times copies. */
  v.object({
    kind: v.literal('pageTiers'),
    tiers: v.pipe(
      v.array(v.object({ upToPage: v.nullable(positive), amountPerPageVnd: amountVndSchema })),
      v.minLength(1),
    ),
    capPerCopyVnd: v.nullable(amountVndSchema),
  }),
]);
export type FeeFormula = v.InferOutput<typeof feeFormulaSchema>;

/** Miễn, giảm (Luật Phí và lệ phí Đ10). `reducedByPercent` 100 = exempt. */
export const feeExemptionSchema = v.object({
  exemptionId: text,
  name: text,
  reducedByPercent: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
  /** What the citizen shows to claim it. */
  evidence: v.optional(text),
  legalBasis: text,
  effectiveFrom: localDateSchema,
  effectiveUntil: v.nullable(localDateSchema),
});
export type FeeExemption = v.InferOutput<typeof feeExemptionSchema>;

/** Mức thu: one dated line of what is owed. `effectiveUntil` is the last day in force, `null` = open. */
export const feeRateSchema = v.object({
  /** Stable name of this dated line; stored with the amount charged. */
  feeRateId: text,
  /** phí = 'fee', lệ phí = 'charge'. */
  kind: v.picklist(['fee', 'charge']),
  name: text,
  formula: feeFormulaSchema,
  effectiveFrom: localDateSchema,
  effectiveUntil: v.nullable(localDateSchema),
  legalBasis: text,
  exemptions: v.array(feeExemptionSchema),
});
export type FeeRate = v.InferOutput<typeof feeRateSchema>;

export const channelSchema = v.picklist(['counter', 'online', 'post']);
export type Channel = v.InferOutput<typeof channelSchema>;

/** Thủ tục hành chính in one version. A dossier pins `procedureCode` + `procedureVersion`. */
export const procedureSchema = v.object({
  /** National code, e.g. `2.000815`. */
  procedureCode: v.pipe(v.string(), v.regex(/^\d\.\d{6}$/)),
  /** Counts up from 1 with every change of content. */
  procedureVersion: positive,
  effectiveFrom: localDateSchema,
  effectiveUntil: v.nullable(localDateSchema),
  name: text,
  sectorCode: text,
  level: v.picklist(['province', 'commune']),
  processingTimeLimit: processingTimeLimitSchema,
  components: v.array(componentRequirementSchema),
  /** Number of sets (số bộ hồ sơ). */
  setCount: positive,
  feeRates: v.array(feeRateSchema),
  channels: v.pipe(v.array(channelSchema), v.minLength(1)),
  /** Cơ quan có thẩm quyền giải quyết, by kind of body. */
  competentAuthority: text,
  resultName: text,
  legalBasis: v.pipe(v.array(text), v.minLength(1)),
  /** Where the facts of this entry come from. */
  source: text,
  /** True when something in the entry could not be verified: shown as DỮ LIỆU MẪU. */
  isSample: v.boolean(),
});
export type Procedure = v.InferOutput<typeof procedureSchema>;

/** Lĩnh vực. */
export const sectorSchema = v.object({ sectorCode: text, name: text });
export type Sector = v.InferOutput<typeof sectorSchema>;
