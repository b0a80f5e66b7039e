import { drawHorizontalRule, type PageDrawing } from './drawing.ts';
import type { PaperType, Run } from './paper-type.ts';
import { breakIntoLines, type TextLine } from './text-lines.ts';

/** Something of known height that is never divided over two pages. Its horizontal place is fixed when it is made. */
export interface Block {
  /** Points. */
  readonly height: number;
  /** @param top points from the top of the page to the top of the block */
  draw(page: PageDrawing, top: number): void;
}

/** A column of the page, points. */
export interface Column {
  readonly x: number;
  readonly width: number;
}

export interface TextStyle {
  readonly size: number;
  /** Distance from baseline to baseline, points. */
  readonly leading: number;
  readonly align?: 'left' | 'center' | 'right';
  /** How far lines after the first are set in, points. */
  readonly hangingIndent?: number;
  readonly isUnderlined?: boolean;
}

/** Part of the leading above the baseline; the rest holds the descenders and the marks under letters. */
const BASELINE = 0.77;

/** One block a line, so that a long text may run over to the next page. */
export function textBlocks(type: PaperType, runs: readonly Run[], column: Column, style: TextStyle): readonly Block[] {
  const indent = style.hangingIndent ?? 0;
  const lines = breakIntoLines(type, runs, {
    size: style.size,
    firstWidth: column.width,
    restWidth: column.width - indent,
  });
  return lines.map((line, index) => {
    const inset = index === 0 ? 0 : indent;
    return lineBlock(line, { x: column.x + inset, width: column.width - inset }, style);
  });
}

/** The whole text as one block. */
export function textBlock(type: PaperType, runs: readonly Run[], column: Column, style: TextStyle): Block {
  return stack(textBlocks(type, runs, column, style));
}

function lineBlock(line: TextLine, column: Column, style: TextStyle): Block {
  const slack = column.width - line.width;
  const offset = style.align === 'center' ? slack / 2 : style.align === 'right' ? slack : 0;
  const x = column.x + offset;
  return {
    height: style.leading,
    draw(page, top) {
      const y = top + style.leading * BASELINE;
      page.ops.push({ kind: 'text', x, y, size: style.size, width: line.width, segments: line.segments });
      if (style.isUnderlined === true) drawHorizontalRule(page, x, y + style.size * 0.22, line.width);
    },
  };
}

/** Empty height. */
export function space(height: number): Block {
  return { height, draw: () => undefined };
}

/** Blocks under each other, kept together. */
export function stack(blocks: readonly Block[]): Block {
  return {
    height: blocks.reduce((sum, block) => sum + block.height, 0),
    draw(page, top) {
      let y = top;
      for (const block of blocks) {
        block.draw(page, y);
        y += block.height;
      }
    },
  };
}

/** Blocks next to each other, tops aligned. */
export function beside(blocks: readonly Block[]): Block {
  return {
    height: Math.max(0, ...blocks.map((block) => block.height)),
    draw(page, top) {
      for (const block of blocks) block.draw(page, top);
    },
  };
}
