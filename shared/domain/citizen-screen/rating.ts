import * as v from 'valibot';
import { idSchema, type DossierId } from '#shared/kernel/ids.ts';
import { instantSchema } from '#shared/kernel/instant.ts';

/** From very dissatisfied (rất không hài lòng) to very satisfied (rất hài lòng). */
export const RATING_SCORES = [1, 2, 3, 4, 5] as const;
export const ratingScoreSchema = v.picklist(RATING_SCORES);
export type RatingScore = v.InferOutput<typeof ratingScoreSchema>;

/** What the score is about, if the citizen says so. Neutral: the score tells which way. */
export const RATING_REASONS = ['attitude', 'guidance', 'waiting', 'papers', 'premises'] as const;
export const ratingReasonSchema = v.picklist(RATING_REASONS);
export type RatingReason = v.InferOutput<typeof ratingReasonSchema>;

export const ratingReasonsSchema = v.pipe(
  v.array(ratingReasonSchema),
  v.maxLength(RATING_REASONS.length),
  v.check((reasons) => new Set(reasons).size === reasons.length),
);

/**
 * Đánh giá: what a citizen thinks of how the dossier was taken in; verified by its code, and only once for each
 * (TT 01/2018/TT-VPCP Đ10–Đ15; requirements EV-01, EV-02). The nine criteria of the circular are for reports: at the
 * counter one question is asked.
 */
export const ratingSchema = v.object({
  dossierId: idSchema<DossierId>(),
  /** As it stood on the citizen's screen: official, or provisional. */
  dossierCode: v.pipe(v.string(), v.nonEmpty()),
  score: ratingScoreSchema,
  reasons: ratingReasonsSchema,
  ratedAt: instantSchema,
});
export type Rating = v.InferOutput<typeof ratingSchema>;
