import * as v from 'valibot';
import { idSchema, type DossierId, type NoticeId, type OfficerId } from '#shared/kernel/ids.ts';
import { instantSchema } from '#shared/kernel/instant.ts';
import { toMailbox, toMobileNumber } from './contact-address.ts';
import { amountVndSchema } from './procedure.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const name = v.pipe(text, v.maxLength(1_000));

/** How a notice reaches the citizen. */
export const noticeChannelSchema = v.picklist(['email', 'sms', 'zalo']);
export type NoticeChannel = v.InferOutput<typeof noticeChannelSchema>;

/** Who writes, and where the citizen can ask and look: the end of every notice. */
const sender = {
  officeName: name,
  officePhone: name,
  /** Put before the dossier code; `null` when the province has no such address. */
  lookupUrlPrefix: v.nullable(name),
  portalAddress: name,
  isSample: v.boolean(),
};

/**
 * What a notice says, frozen when it is written. It names neither the citizen nor the citizen's number or address: who
 * gets it by mistake learns nothing about a person.
 */
export const noticeContentSchema = v.variant('kind', [
  /** The dossier was taken in (002:9.2, 003:14.6b); agency, person and times by NĐ 224/2026/NĐ-CP Đ15.1g. */
  v.object({
    kind: v.literal('intakeReceipt'),
    procedureName: name,
    competentAuthority: name,
    officerName: name,
    acceptedAt: instantSchema,
    resultDueAt: instantSchema,
    ...sender,
  }),
  /** A fee was taken and the electronic receipt for it is there (001:9.2–9.3). */
  v.object({
    kind: v.literal('feeReceipt'),
    bookSerial: name,
    feeReceiptNumber: name,
    amountVnd: amountVndSchema,
    collectedAt: instantSchema,
    ...sender,
  }),
]);
export type NoticeContent = v.InferOutput<typeof noticeContentSchema>;

/** Tin báo: one message to one address of the citizen, sent by the province. `to` is personal data: never logged. */
export const noticeSchema = v.object({
  noticeId: idSchema<NoticeId>(),
  dossierId: idSchema<DossierId>(),
  /** As the counter knew it; the province writes the official one once there is one. */
  dossierCode: v.pipe(text, v.maxLength(60)),
  channel: noticeChannelSchema,
  /** A mailbox, or a mobile number as `+84…`. */
  to: v.pipe(
    v.string(),
    v.check((to) => toMailbox(to) === to || toMobileNumber(to) === to),
  ),
  /** Which wording; see `noticeTextVersionOn`. */
  textVersion: v.pipe(v.number(), v.integer(), v.minValue(1)),
  content: noticeContentSchema,
  /** The notice that this one is sent in place of: what has not been sent of it is not sent any more. */
  replaces: v.optional(idSchema<NoticeId>()),
  createdAt: instantSchema,
  createdBy: idSchema<OfficerId>(),
});
export type Notice = v.InferOutput<typeof noticeSchema>;

/** The address in the form it is sent to; `undefined` when it is none for this channel. */
export function toNoticeAddress(channel: NoticeChannel, typed: string): string | undefined {
  return channel === 'email' ? toMailbox(typed) : toMobileNumber(typed);
}

/** What the province says has become of a notice. */
export const noticeStateSchema = v.picklist(['queued', 'sent', 'failed', 'replaced']);
export type NoticeState = v.InferOutput<typeof noticeStateSchema>;

/** A notice and the last that the province said of it; `null` = nothing yet. */
export const noticeRecordSchema = v.object({
  noticeId: idSchema<NoticeId>(),
  dossierId: idSchema<DossierId>(),
  notice: noticeSchema,
  province: v.nullable(
    v.object({
      state: noticeStateSchema,
      /** Why it has not been sent (yet). */
      failureCode: v.nullable(text),
      changedAt: instantSchema,
      changeNumber: v.pipe(v.number(), v.integer(), v.minValue(1)),
    }),
  ),
});
export type NoticeRecord = v.InferOutput<typeof noticeRecordSchema>;

export function toNoticeRecord(notice: Notice): NoticeRecord {
  const { noticeId, dossierId } = notice;
  return { noticeId, dossierId, notice, province: null };
}
