/** Characters that cost one place in a text message everywhere (within the basic set of GSM 03.38). */
const BEYOND_BASIC = /[^A-Za-z0-9 .,:;/()\-+?=&%_@#!*'"<>]/g;

/** Vietnamese without marks, in capitals and small letters as it was; what a text message cannot carry becomes a space. */
export function toPlainLetters(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replaceAll(/[–—]/g, '-')
    .replaceAll(BEYOND_BASIC, ' ')
    .replaceAll(/ +/g, ' ')
    .trim();
}

/** Whether nothing would be lost. */
export function isPlain(text: string): boolean {
  return toPlainLetters(text) === text;
}
