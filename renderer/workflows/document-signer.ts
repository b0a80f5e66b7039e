import type { PageArea } from '#shared/documents/component-pdf/signature-place.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { Result } from '#shared/kernel/result.ts';

/**
 * Signs a component's PDF with the agency's digital signature (chữ ký số của cơ quan), which gives the copy the value of
 * the original (NĐ 30/2020/NĐ-CP Đ25–26). The key is the agency's, on a token or with a signing service of the province:
 * no host of ours has one, and each says so in `capabilities.signing`. Whoever adds one implements this port.
 *
 * A signer fills the field `SIGNATURE_FIELD`, which every component's PDF has at the place the rule names, by appending
 * to the file (ISO 32000-1, 7.5.6): the bytes it was given stay as they are in front. The signed file is another file
 * with another hash and goes to the province as the component digitised anew.
 */
export interface DocumentSigner {
  /**
   * @param place on the first page as it is shown
   * @returns the signed file. `signerUnavailable`: no token, no service, or no answer. `signingRefused`: the person at
   *   the token said no. Nothing is signed in part.
   */
  sign(
    pdf: Uint8Array,
    place: PageArea,
  ): Promise<Result<Uint8Array<ArrayBuffer>, AppError<'signerUnavailable' | 'signingRefused'>>>;
}
