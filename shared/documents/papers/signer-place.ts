import type { SignaturePlace } from '#shared/documents/forms/signatures.ts';

interface Signer {
  readonly onBehalfText: string | null;
  readonly title: string;
  readonly name: string;
}

/** Capitals above the signature: on whose behalf, then the office held (NĐ 30/2020/NĐ-CP, Appendix I, II.7). */
export function toSignaturePlace({ onBehalfText, title, name }: Signer): SignaturePlace {
  const roles = [...(onBehalfText === null ? [] : [onBehalfText]), title].map((role) => role.toUpperCase());
  return { roles, hint: '(ký, ghi rõ họ tên, đóng dấu)', name };
}
