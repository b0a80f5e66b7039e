import * as v from 'valibot';

/**
 * How the citizen gets the intake receipt. At the counter on paper, by message, or both (002:9.2, 003:14.6b). Of what
 * came by post exactly one of three ways (002:19.3): collected at the counter against the posting proof, by message, or
 * collected and delivered by the post.
 */
export const receiptWaySchema = v.picklist([
  'printed',
  'email',
  'sms',
  'zalo',
  'collectedAtCounter',
  'deliveredByPost',
]);
export type ReceiptWay = v.InferOutput<typeof receiptWaySchema>;
