import { createHash } from 'node:crypto';
import type { IdSource } from '#shared/kernel/ports.ts';

/** Digits and capital letters without those that are mistaken for one another (0/O, 1/I/L, U/V); 30 of them. */
const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 8;
const LOOKUP_TOKEN_BYTES = 16;

/** 244 random bits as text that is safe in a header and in an address. */
export function nextToken(ids: IdSource): string {
  return `${ids.next()}${ids.next()}`.replaceAll('-', '');
}

/** The 128 random bits in the address of one fee receipt: whoever has it was given it. */
export function nextLookupToken(ids: IdSource): string {
  const bytes = createHash('sha256').update(nextToken(ids)).digest();
  return bytes.subarray(0, LOOKUP_TOKEN_BYTES).toString('base64url');
}

/** A one-time code to be read aloud and typed: `XXXX-XXXX`, about 39 random bits. */
export function nextEnrolmentCode(ids: IdSource): string {
  const bytes = createHash('sha256').update(nextToken(ids)).digest();
  const letters = [...bytes.subarray(0, CODE_LENGTH)].map((byte) => CODE_LETTERS.charAt(byte % CODE_LETTERS.length));
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/** The typed form of a code: capitals, no blanks and no dash. */
export function normaliseEnrolmentCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '');
}

/** What is stored in place of a secret. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
