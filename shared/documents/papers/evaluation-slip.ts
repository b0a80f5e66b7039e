import type { EvaluationSlip } from '#shared/domain/papers/evaluation-slip.ts';
import { field } from '#shared/documents/forms/fields.ts';
import { A5_PORTRAIT } from '#shared/documents/forms/form-page.ts';
import { LETTER_DENSITIES, type Setting } from '#shared/documents/forms/form-style.ts';
import { formHead } from '#shared/documents/forms/head.ts';
import { run } from '#shared/documents/forms/label.ts';
import { layOutForm } from '#shared/documents/forms/lay-out-form.ts';
import { frameOf, type LaidOutPaper, type PrintMarks } from '#shared/documents/forms/paper-marks.ts';
import { paragraph, unbroken } from '#shared/documents/forms/paragraph.ts';
import { beside, space, stack, textBlock, textBlocks, type Block } from '#shared/documents/layout/block.ts';
import { drawFrame, drawHorizontalRule } from '#shared/documents/layout/drawing.ts';
import type { PaperType } from '#shared/documents/layout/paper-type.ts';
import { codeOf } from './paper-reference.ts';

/** Phiếu đánh giá mức độ hài lòng: boxes to tick and lines to write on, no name. */
export function layOutEvaluationSlip(type: PaperType, content: EvaluationSlip, marks: PrintMarks): LaidOutPaper {
  const frame = frameOf(content, marks, {
    page: A5_PORTRAIT,
    densities: LETTER_DENSITIES,
    runningText: 'Phiếu đánh giá',
  });
  const pages = layOutForm(type, frame, (flow, setting) => {
    flow.place(
      formHead(setting, {
        ...content,
        title: 'PHIẾU ĐÁNH GIÁ VIỆC TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ',
        subtitle: '(không ghi họ tên; đánh dấu X vào ô được chọn)',
        code: codeOf(content),
        copyNumber: marks.copyNumber,
      }),
    );
    if (content.procedureName !== null) flow.placeAll(field(setting, 'Thủ tục', content.procedureName));
    content.questions.forEach((question, index) => {
      flow.place(questionBlock(setting, `${String(index + 1)}. ${question.question}`, question.answers));
    });
    flow.placeTogether([
      space(6),
      ...field(setting, 'Ý kiến khác', ''),
      writingLine(setting),
      writingLine(setting),
      space(6),
      ...paragraph(
        setting,
        `${content.returnText} Đường dây nóng: ${unbroken(content.hotline)}. Trân trọng cảm ơn Ông/Bà đã tham gia đánh giá.`,
      ),
    ]);
  });
  return { pages, size: frame.page.size, title: 'Phiếu đánh giá', issuedAt: content.issuedAt };
}

const BOX = 8;
const BOX_GAP = 4;
const ANSWER_INDENT = 10;

function questionBlock(setting: Setting, question: string, answers: readonly string[]): Block {
  const { body } = setting.page;
  const inner = { x: body.x + ANSWER_INDENT, width: body.width - ANSWER_INDENT };
  const each = inner.width / Math.max(1, answers.length);
  const boxes = answers.map((answer, index) => {
    const x = inner.x + index * each;
    const words = textBlock(
      setting.type,
      run(answer),
      { x: x + BOX + BOX_GAP, width: each - BOX - 2 * BOX_GAP },
      setting.note,
    );
    return beside([box(x, setting.note.leading), words]);
  });
  return stack([
    space(4),
    stack(textBlocks(setting.type, run(question, 'bold'), body, setting.body)),
    space(2),
    beside(boxes),
  ]);
}

function box(x: number, leading: number): Block {
  return {
    height: leading,
    draw: (page, top) => {
      drawFrame(page, x, top + (leading - BOX) / 2, BOX, BOX);
    },
  };
}

function writingLine({ page: { body } }: Setting): Block {
  return {
    height: 18,
    draw: (page, top) => {
      drawHorizontalRule(page, body.x, top + 16, body.width, 0.35);
    },
  };
}
