import type { PaperFace, PaperType, Run } from './paper-type.ts';

export interface LineSegment {
  readonly text: string;
  readonly face: PaperFace;
}
/** One set line. `width` in points. */
export interface TextLine {
  readonly segments: readonly LineSegment[];
  readonly width: number;
}

interface Piece {
  readonly text: string;
  readonly face: PaperFace;
  readonly width: number;
}
/** Pieces without a space between them: broken only when wider than a whole line. */
type Word = Piece[];

export interface LineBreaking {
  readonly size: number;
  /** Width in points of the first line and of those after it. */
  readonly firstWidth: number;
  readonly restWidth: number;
}

/** Breaks runs into lines at spaces; a word wider than a line is broken between characters, so nothing sticks out. */
export function breakIntoLines(type: PaperType, runs: readonly Run[], breaking: LineBreaking): readonly TextLine[] {
  const lines: LineBuilder[] = [new LineBuilder(type, breaking.size)];
  for (const word of wordsOf(type, runs, breaking.size)) {
    for (const part of partsThatFit(type, word, breaking)) {
      const line = lines[lines.length - 1] ?? new LineBuilder(type, breaking.size);
      const limit = lines.length === 1 ? breaking.firstWidth : breaking.restWidth;
      if (line.isEmpty || line.widthWith(part) <= limit + TOLERANCE) {
        line.add(part);
      } else {
        const next = new LineBuilder(type, breaking.size);
        next.add(part);
        lines.push(next);
      }
    }
  }
  return lines.filter((line) => !line.isEmpty).map((line) => line.build());
}

/** Keeps rounding from breaking a line that was measured to fit exactly. */
const TOLERANCE = 0.001;

function wordsOf(type: PaperType, runs: readonly Run[], size: number): readonly Word[] {
  const words: Word[] = [];
  let isGlued = false;
  for (const run of runs) {
    const parts = type.printable(run.text, run.face).split(' ');
    parts.forEach((text, index) => {
      if (index > 0) isGlued = false;
      if (text === '') return;
      const piece = { text, face: run.face, width: type.widthOf(text, run.face, size) };
      const last = words[words.length - 1];
      if (isGlued && last !== undefined) last.push(piece);
      else words.push([piece]);
      isGlued = true;
    });
  }
  return words;
}

function partsThatFit(type: PaperType, word: Word, breaking: LineBreaking): readonly Word[] {
  const limit = Math.min(breaking.firstWidth, breaking.restWidth);
  if (widthOfWord(word) <= limit + TOLERANCE) return [word];
  const parts: Word[] = [];
  let current: Word = [];
  let width = 0;
  for (const piece of word) {
    for (const text of piece.text) {
      const characterWidth = type.widthOf(text, piece.face, breaking.size);
      if (current.length > 0 && width + characterWidth > limit) {
        parts.push(current);
        current = [];
        width = 0;
      }
      current.push({ text, face: piece.face, width: characterWidth });
      width += characterWidth;
    }
  }
  if (current.length > 0) parts.push(current);
  return parts;
}

function widthOfWord(word: Word): number {
  return word.reduce((sum, piece) => sum + piece.width, 0);
}

class LineBuilder {
  readonly #segments: { text: string; face: PaperFace }[] = [];
  #width = 0;
  readonly #type: PaperType;
  readonly #size: number;

  constructor(type: PaperType, size: number) {
    this.#type = type;
    this.#size = size;
  }

  get isEmpty(): boolean {
    return this.#segments.length === 0;
  }

  widthWith(word: Word): number {
    return this.#width + this.#spaceWidth() + widthOfWord(word);
  }

  add(word: Word): void {
    this.#width = this.widthWith(word);
    const last = this.#segments[this.#segments.length - 1];
    if (last !== undefined) last.text += ' ';
    for (const piece of word) {
      const open = this.#segments[this.#segments.length - 1];
      if (open?.face === piece.face) open.text += piece.text;
      else this.#segments.push({ text: piece.text, face: piece.face });
    }
  }

  build(): TextLine {
    return { segments: this.#segments, width: this.#width };
  }

  /** A space belongs to the face before it. */
  #spaceWidth(): number {
    const last = this.#segments[this.#segments.length - 1];
    return last === undefined ? 0 : this.#type.widthOf(' ', last.face, this.#size);
  }
}
