import * as v from 'valibot';

const pixelsSchema = v.pipe(v.number(), v.finite());

/** A rectangle in pixels of the picture as it is shown, from its top left corner. */
export const pageBoxSchema = v.object({
  left: pixelsSchema,
  top: pixelsSchema,
  width: pixelsSchema,
  height: pixelsSchema,
});
export type PageBox = Readonly<v.InferOutput<typeof pageBoxSchema>>;

/** 0 (guessed) to 100 (sure), as the engine judges itself. */
const confidenceSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(100));

export const recognisedWordSchema = v.object({
  text: v.pipe(v.string(), v.nonEmpty()),
  box: pageBoxSchema,
  confidence: confidenceSchema,
});
export type RecognisedWord = Readonly<v.InferOutput<typeof recognisedWordSchema>>;

/** The line on which the letters stand, from the left end to the right. */
export const baselineSchema = v.object({ x0: pixelsSchema, y0: pixelsSchema, x1: pixelsSchema, y1: pixelsSchema });

export const recognisedLineSchema = v.object({
  words: v.pipe(v.array(recognisedWordSchema), v.readonly()),
  baseline: v.optional(baselineSchema),
});
export type RecognisedLine = Readonly<v.InferOutput<typeof recognisedLineSchema>>;

/** What was read on one page. A page on which nothing could be read has no lines. */
export const recognisedPageSchema = v.object({
  widthPx: v.pipe(v.number(), v.integer(), v.minValue(1)),
  heightPx: v.pipe(v.number(), v.integer(), v.minValue(1)),
  lines: v.pipe(v.array(recognisedLineSchema), v.readonly()),
  confidence: confidenceSchema,
});
export type RecognisedPage = Readonly<v.InferOutput<typeof recognisedPageSchema>>;

export function lineText(line: RecognisedLine): string {
  return line.words.map(({ text }) => text).join(' ');
}

/** @param words at least one */
export function boxAround(words: readonly RecognisedWord[]): PageBox {
  const left = Math.min(...words.map(({ box }) => box.left));
  const top = Math.min(...words.map(({ box }) => box.top));
  const right = Math.max(...words.map(({ box }) => box.left + box.width));
  const bottom = Math.max(...words.map(({ box }) => box.top + box.height));
  return { left, top, width: right - left, height: bottom - top };
}

/** Below this a line without a letter is dust, a frame or the marks of the line under it. */
const SURE_ENOUGH = 60;
/** Below this a few letters alone in a line are a piece of a seal or a stroke of the pen. */
const GUESSED = 30;
const FEW_LETTERS = 4;

/**
 * The lines that say something. The engine now and then reads the marks above capitals as a line of their own ("` ^ ~"),
 * and what is left of a signature as a few letters. A longer line is kept however unsure the engine is of it.
 */
export function withoutStrayLines(lines: readonly RecognisedLine[]): readonly RecognisedLine[] {
  return lines.filter((line) => {
    const letters = lineText(line).replaceAll(/[^\p{L}\p{N}]/gu, '').length;
    const surest = Math.max(0, ...line.words.map(({ confidence }) => confidence));
    if (letters === 0) return surest >= SURE_ENOUGH;
    return letters > FEW_LETTERS || surest >= GUESSED;
  });
}
