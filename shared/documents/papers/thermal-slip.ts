import type { ThermalSlip } from '#shared/domain/papers/thermal-slip.ts';
import { formatFormAmount, formatFormDay, formatFormTime, formatWeekday } from '#shared/documents/form-text.ts';
import { qrSymbol } from '#shared/documents/forms/qr-block.ts';
import { run } from '#shared/documents/forms/label.ts';
import { framedText, reprintText, SAMPLE_TEXT } from '#shared/documents/forms/marks.ts';
import type { LaidOutPaper, PrintMarks } from '#shared/documents/forms/paper-marks.ts';
import { space, stack, textBlock, type Block, type Column, type TextStyle } from '#shared/documents/layout/block.ts';
import { drawHorizontalRule, MM, type PageDrawing } from '#shared/documents/layout/drawing.ts';
import type { PaperFace, PaperType } from '#shared/documents/layout/paper-type.ts';

/** Roll of 80 mm; the print head reaches 72 mm of it. */
export const THERMAL_PAPER_WIDTH = 80 * MM;
export const THERMAL_PRINT_WIDTH = 72 * MM;
/** Between the edge of the paper and what the head reaches. */
export const THERMAL_EDGE = (THERMAL_PAPER_WIDTH - THERMAL_PRINT_WIDTH) / 2;
const END = 3 * MM;
/** Eight dots to the millimetre. */
const DOT = MM / 8;

const BODY: Column = { x: THERMAL_EDGE + 1 * MM, width: THERMAL_PRINT_WIDTH - 2 * MM };
/** Thin strokes break up below this size on a head of 203 dots per inch. */
const TEXT: TextStyle = { size: 10.5, leading: 13 };
const CENTRED: TextStyle = { ...TEXT, align: 'center' };
const LARGE: TextStyle = { size: 13, leading: 16.5, align: 'center' };

/** The slip of an 80 mm printer, as long as its text. */
export function layOutThermalSlip(type: PaperType, content: ThermalSlip, marks: PrintMarks): LaidOutPaper {
  const slip = stack(slipBlocks(type, content, marks));
  const page: PageDrawing = { ops: [] };
  slip.draw(page, END);
  const size = { width: THERMAL_PAPER_WIDTH, height: slip.height + 2 * END };
  return { pages: [page], size, title: `Phiếu hẹn ${content.dossierCode}`, issuedAt: content.acceptedAt };
}

function slipBlocks(type: PaperType, content: ThermalSlip, marks: PrintMarks): readonly Block[] {
  const line = (text: string, style: TextStyle = TEXT, face: PaperFace = 'regular'): Block =>
    textBlock(type, run(text, face), BODY, style);
  const reprint = reprintText(marks.copyNumber);
  return [
    ...(content.isSample ? [framedText(type, SAMPLE_TEXT.replace(' – ', '\n'), BODY), space(3)] : []),
    ...(reprint === undefined ? [] : [framedText(type, reprint, BODY), space(3)]),
    line(content.officeName.toUpperCase(), CENTRED, 'bold'),
    space(2),
    line('PHIẾU HẸN TRẢ KẾT QUẢ', LARGE, 'bold'),
    qrSymbol(content.qrPayload, BODY, DOT),
    line(content.isProvisional ? `Mã tạm: ${content.dossierCode}` : content.dossierCode, LARGE, 'bold'),
    dash(),
    line(content.applicantName, TEXT, 'bold'),
    line(content.procedureName),
    dash(),
    line(`Nhận: ${formatFormTime(content.acceptedAt)} ngày ${formatFormDay(content.acceptedAt)}`),
    line('Hẹn trả kết quả:'),
    line(dueText(content), LARGE, 'bold'),
    dash(),
    line(`Phí, lệ phí: ${formatFormAmount(content.feeTotalVnd)}`, TEXT, 'bold'),
    line(content.feeStateText),
    dash(),
    line(`Tra cứu: ${content.portalAddress}`),
    line(`Đường dây nóng: ${content.hotline}`),
    line('Khi đến nhận kết quả, mang theo phiếu này và căn cước.'),
  ];
}

function dueText({ resultDueAt }: ThermalSlip): string {
  return `${formatFormTime(resultDueAt)} ${formatWeekday(resultDueAt)} ${formatFormDay(resultDueAt)}`;
}

function dash(): Block {
  return {
    height: 7,
    draw: (page, top) => {
      drawHorizontalRule(page, BODY.x, top + 3.5, BODY.width, 0.75);
    },
  };
}
