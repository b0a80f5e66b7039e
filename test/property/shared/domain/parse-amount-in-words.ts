const DIGITS = new Map([
  ['không', 0],
  ['một', 1],
  ['mốt', 1],
  ['hai', 2],
  ['ba', 3],
  ['bốn', 4],
  ['tư', 4],
  ['năm', 5],
  ['lăm', 5],
  ['sáu', 6],
  ['bảy', 7],
  ['tám', 8],
  ['chín', 9],
]);

/** Reads an amount in words the way a person does; written apart from the writer so that each checks the other. */
export function parseAmountInWords(text: string): number {
  const words = text.toLowerCase().split(' ');
  if (words.pop() !== 'đồng') throw new Error('not an amount');
  let billions = 0;
  let group = 0;
  let sum = 0;
  let digit = 0;
  for (const word of words) {
    const value = DIGITS.get(word);
    if (value !== undefined) digit = value;
    else if (word === 'trăm') [group, digit] = [group + digit * 100, 0];
    else if (word === 'mươi') [group, digit] = [group + digit * 10, 0];
    else if (word === 'mười') group += 10;
    else if (word === 'nghìn') [sum, group, digit] = [sum + (group + digit) * 1_000, 0, 0];
    else if (word === 'triệu') [sum, group, digit] = [sum + (group + digit) * 1_000_000, 0, 0];
    else if (word === 'tỷ') [billions, sum, group, digit] = [sum + group + digit, 0, 0, 0];
    else if (word !== 'lẻ') throw new Error(`unknown word: ${word}`);
  }
  return billions * 1_000_000_000 + sum + group + digit;
}
