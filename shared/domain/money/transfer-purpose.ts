import { LONGEST_PURPOSE, toTransferPurpose } from '#shared/domain/dossier-code.ts';

/**
 * The one of `codes` that a line of a bank statement names. Letter case and punctuation do not count, since banks
 * change both. A code that only starts like the one written is not taken (…1000 for …10001), and when two are named
 * there is none: money is matched by the officer rather than by a guess.
 */
export function findDossierCodeIn(text: string, codes: readonly string[]): string | undefined {
  const upper = text.toUpperCase();
  const flat = withoutPunctuation(text);
  const candidates = codes.filter((code) => flat.includes(toTransferPurpose(code)));
  const asWritten = candidates.filter((code) => toPattern(code).test(upper));
  const named =
    asWritten.length > 0 ? asWritten : candidates.filter((code) => endsThere(flat, toTransferPurpose(code)));
  const whole = named.filter((code) => !named.some((other) => isPartOf(code, other)));
  const [only] = whole;
  return new Set(whole).size === 1 ? only : undefined;
}

/** With anything a bank may have put between the parts of the code, but nothing inside them, nor digits around it. */
function toPattern(code: string): RegExp {
  const isCut = withoutPunctuation(code).length > LONGEST_PURPOSE;
  const parts = isCut ? [toTransferPurpose(code)] : code.toUpperCase().split(/[^A-Z0-9]+/);
  return new RegExp(`(?<!\\d)${parts.filter((part) => part !== '').join('[^A-Z0-9]*')}(?!\\d)`);
}

function endsThere(flat: string, purpose: string): boolean {
  return new RegExp(`(?<!\\d)${purpose}(?!\\d)`).test(flat);
}

function isPartOf(code: string, other: string): boolean {
  const [part, whole] = [toTransferPurpose(code), toTransferPurpose(other)];
  return part !== whole && whole.includes(part);
}

function withoutPunctuation(text: string): string {
  return text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}
