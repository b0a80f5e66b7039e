import { textBlock, type Block } from '#shared/documents/layout/block.ts';
import { drawHorizontalRule, type PageDrawing } from '#shared/documents/layout/drawing.ts';
import { PageFlow, type FlowArea } from '#shared/documents/layout/page-flow.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';
import type { FormPage } from './form-page.ts';
import { A5_DENSITIES, FOOT_STYLE, type Densities, type PaperLanguage, type Setting } from './form-style.ts';
import { run } from './label.ts';
import { framedText, reprintText, SAMPLE_TEXT } from './marks.ts';

/** What stands around the text of every page. */
export interface FormFrame {
  readonly page: FormPage;
  readonly densities?: Densities;
  readonly isSample: boolean;
  /** In the foot; `null` for papers without a prescribed form. */
  readonly formVersion: string | null;
  /** In the head of every page after the first, e.g. `Mã hồ sơ: …`. */
  readonly runningText: string;
  readonly copyNumber: number;
  readonly language: PaperLanguage;
}

/** Height of the strip with marks above the first line, and of the running head of later pages. */
const MARK_HEIGHT = 15.5;
const RUNNING_HEAD_HEIGHT = 16;
const RUNNING_SIZE = 9;
const FOOT_HEIGHT = FOOT_STYLE.leading + 3;

/** The pages of a paper, set as closely as saves a page. Pure: what is drawn follows from the arguments alone. */
export function layOutForm(
  type: PaperType,
  frame: FormFrame,
  compose: (flow: PageFlow, setting: Setting) => void,
): readonly PageDrawing[] {
  const [roomiest, ...closer] = frame.densities ?? A5_DENSITIES;
  const set = (density: typeof roomiest): readonly PageDrawing[] => {
    const flow = new PageFlow((pageIndex) => flowArea(frame, pageIndex));
    compose(flow, { ...density, type, page: frame.page, language: frame.language });
    return flow.pages;
  };
  let pages = set(roomiest);
  for (const density of closer) {
    if (pages.length === 1) break;
    const closerPages = set(density);
    if (closerPages.length < pages.length) pages = closerPages;
  }
  pages.forEach((page, index) => {
    drawSurround(page, type, frame, index + 1);
    const pageText = pages.length === 1 ? '' : `trang ${String(index + 1)}/${String(pages.length)}`;
    drawPageText(page, type, frame, pageText);
  });
  return pages;
}

/** Where the text of a page stands between its surroundings. */
export function flowArea({ page, isSample }: FormFrame, pageIndex: number): FlowArea {
  const marksHeight = isSample ? MARK_HEIGHT : 0;
  const headHeight = pageIndex === 0 ? 0 : RUNNING_HEAD_HEIGHT;
  return { top: page.top + marksHeight + headHeight, bottom: page.bottom - FOOT_HEIGHT };
}

/** Sample mark, running head of later pages, form version: everything but the page number, which is known last. */
export function drawSurround(page: PageDrawing, type: PaperType, frame: FormFrame, number: number): void {
  const { body, top } = frame.page;
  if (frame.isSample) framedText(type, SAMPLE_TEXT, body).draw(page, top);
  if (number > 1) {
    const headTop = top + (frame.isSample ? MARK_HEIGHT : 0);
    const texts = [`${frame.runningText} (tiếp theo)`, reprintText(frame.copyNumber) ?? ''];
    drawEnds(page, type, frame.page, headTop, texts, RUNNING_SIZE);
    drawHorizontalRule(page, body.x, headTop + RUNNING_SIZE * 1.3, body.width);
  }
  drawFoot(page, type, frame.page, [frame.formVersion ?? '', '']);
}

export function drawPageText(page: PageDrawing, type: PaperType, frame: FormFrame, pageText: string): void {
  drawFoot(page, type, frame.page, ['', pageText]);
}

function drawFoot(page: PageDrawing, type: PaperType, on: FormPage, texts: readonly string[]): void {
  drawEnds(page, type, on, on.bottom - FOOT_STYLE.leading, texts, FOOT_STYLE.size);
}

/** One line with a text at each end. */
function drawEnds(
  page: PageDrawing,
  type: PaperType,
  on: FormPage,
  top: number,
  texts: readonly string[],
  size: number,
): void {
  const style = { ...FOOT_STYLE, size, leading: size * 1.2 };
  const [left = '', right = ''] = texts;
  const end = (text: string, align: 'left' | 'right'): Block =>
    textBlock(type, run(text, 'italic'), on.body, { ...style, align });
  const room = on.body.width - type.widthOf(type.printable(right, 'italic'), 'italic', size) - size;
  end(shortened(type, left, size, room), 'left').draw(page, top);
  end(right, 'right').draw(page, top);
}

/** What repeats a text of the first page may end in dots; it stays on its one line. */
function shortened(type: PaperType, text: string, size: number, room: number): string {
  const printable = type.printable(text, 'italic');
  if (type.widthOf(printable, 'italic', size) <= room) return text;
  const letters = Array.from(printable);
  while (letters.length > 0 && type.widthOf(`${letters.join('')}…`, 'italic', size) > room) letters.pop();
  return `${letters.join('')}…`;
}
