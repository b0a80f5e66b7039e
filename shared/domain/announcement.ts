import * as v from 'valibot';
import { instantSchema, type Instant } from '#shared/kernel/instant.ts';

const text = v.pipe(v.string(), v.nonEmpty());

/** Thông báo của tỉnh: plain text for every officer of an agency while it is valid. Never read as markup. */
export const announcementSchema = v.object({
  announcementId: v.pipe(v.string(), v.uuid()),
  title: v.pipe(text, v.maxLength(200)),
  text: v.pipe(text, v.maxLength(4_000)),
  severity: v.picklist(['info', 'important', 'urgent']),
  validFrom: instantSchema,
  /** `null` = until the province withdraws it. */
  validUntil: v.nullable(instantSchema),
  issuedBy: text,
});
export type Announcement = v.InferOutput<typeof announcementSchema>;

export function isInForce({ validFrom, validUntil }: Announcement, now: Instant): boolean {
  return validFrom <= now && (validUntil === null || now < validUntil);
}

const RANK: Readonly<Record<Announcement['severity'], number>> = { urgent: 0, important: 1, info: 2 };

/** The most severe first, then the newest. */
export function compareAnnouncements(a: Announcement, b: Announcement): number {
  if (a.severity !== b.severity) return RANK[a.severity] - RANK[b.severity];
  return a.validFrom < b.validFrom ? 1 : -1;
}
