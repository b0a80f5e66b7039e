const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const BILLION = 1_000_000_000;

/**
 * An amount as it is written out on papers: `Tám nghìn đồng`, `Một triệu không trăm lẻ năm nghìn đồng`. The first
 * letter is a capital. The forms used are lẻ (not linh), nghìn (not ngàn), mốt, tư and lăm after mươi; the word
 * "chẵn" is not added, since amounts never have a smaller unit than the đồng.
 * @param amountVnd whole đồng, up to the largest exact number (about nine million tỷ)
 * @throws RangeError when it is negative, broken or larger.
 */
export function amountInWords(amountVnd: number): string {
  if (!Number.isSafeInteger(amountVnd) || amountVnd < 0) {
    throw new RangeError('amount in words: not a whole non-negative amount');
  }
  const words = amountVnd === 0 ? DIGITS[0] : numberInWords(amountVnd);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} đồng`;
}

/** Above 999 triệu the count of tỷ is itself a number in words: `mười nghìn tỷ`. */
function numberInWords(value: number): string {
  const billions = Math.floor(value / BILLION);
  const rest = belowBillion(value % BILLION, billions > 0);
  return billions === 0 ? rest : joined(`${numberInWords(billions)} tỷ`, rest);
}

function belowBillion(value: number, isContinued: boolean): string {
  const groups = [
    { count: Math.floor(value / 1_000_000), unit: 'triệu' },
    { count: Math.floor(value / 1_000) % 1_000, unit: 'nghìn' },
    { count: value % 1_000, unit: '' },
  ];
  let words = '';
  for (const { count, unit } of groups) {
    if (count === 0) continue;
    words = joined(words, joined(belowThousand(count, isContinued || words !== ''), unit));
  }
  return words;
}

/** @param isContinued a larger group stands before: then the hundreds are spoken even when there are none */
function belowThousand(value: number, isContinued: boolean): string {
  const hundreds = Math.floor(value / 100);
  const tens = Math.floor(value / 10) % 10;
  const units = value % 10;
  const hasHundreds = hundreds > 0 || isContinued;
  const head = hasHundreds ? `${digit(hundreds)} trăm` : '';
  if (tens === 0) return joined(head, units === 0 ? '' : joined(hasHundreds ? 'lẻ' : '', digit(units)));
  const spokenTens = tens === 1 ? 'mười' : `${digit(tens)} mươi`;
  return joined(head, joined(spokenTens, unitsAfterTens(units, tens)));
}

function unitsAfterTens(units: number, tens: number): string {
  if (units === 0) return '';
  if (units === 5) return 'lăm';
  if (units === 1 && tens > 1) return 'mốt';
  if (units === 4 && tens > 1) return 'tư';
  return digit(units);
}

function digit(value: number): string {
  return DIGITS[value] ?? '';
}

function joined(left: string, right: string): string {
  return left === '' || right === '' ? left + right : `${left} ${right}`;
}
