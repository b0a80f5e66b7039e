import type { Instant } from '#shared/kernel/instant.ts';
import { describeApplicant, toQrPayload } from './build-intake-receipt.ts';
import type { Dossier } from './dossier.ts';
import type { IntakeReceipt } from './issued-document.ts';
import type { OneStopShop } from './office.ts';
import { toPaperHead } from './paper-head.ts';
import type { EvaluationSlip } from './papers/evaluation-slip.ts';
import type { ProcessingControlSheet } from './papers/processing-control-sheet.ts';
import type { ThermalSlip } from './papers/thermal-slip.ts';
import type { Procedure } from './procedure.ts';

/** What papers about an accepted dossier are made from. */
export interface DossierPaperSource {
  readonly dossier: Dossier;
  /** The version under which it was accepted. */
  readonly procedure: Procedure;
  readonly office: OneStopShop;
  readonly issuedAt: Instant;
}

/**
 * Content of the Phiếu kiểm soát quá trình giải quyết hồ sơ (Mẫu 06): the first hand-over goes from the counter to the
 * unit that decides. Who hands over, and when, is written in by hand, and so are cooperating units.
 */
export function buildProcessingControlSheet(source: DossierPaperSource): ProcessingControlSheet {
  const { dossier, procedure, office } = source;
  return {
    kind: 'processingControlSheet',
    ...toPaperHead('processingControlSheet', source),
    dossierCode: dossier.dossierCode,
    qrPayload: toQrPayload(dossier, office),
    applicantName: describeApplicant(dossier.applicant).applicantName,
    procedureName: dossier.procedureName,
    acceptedAt: dossier.acceptedAt,
    resultDueAt: dossier.resultDueAt,
    handlingUnit: procedure.competentAuthority,
    cooperatingUnits: [],
    handovers: [
      {
        ...{ fromUnit: office.name, toUnit: procedure.competentAuthority },
        ...{ handedOverAt: null, handedOverBy: null, receivedBy: null, outcome: null, note: null },
      },
    ],
  };
}

const SATISFACTION = ['Rất hài lòng', 'Hài lòng', 'Bình thường', 'Không hài lòng'];

/** What every slip asks. A template of the province would come with the catalogue (EV-03). */
const QUESTIONS: readonly EvaluationSlip['questions'][number][] = [
  { question: 'Thái độ, cách hướng dẫn của người tiếp nhận', answers: SATISFACTION },
  { question: 'Thời gian chờ đến lượt', answers: ['Dưới 15 phút', 'Dưới 30 phút', 'Dưới 1 giờ', 'Trên 1 giờ'] },
  { question: 'Số lần phải đi lại để nộp đủ hồ sơ', answers: ['1 lần', '2 lần', '3 lần', 'Hơn 3 lần'] },
  { question: 'Thời hạn trả kết quả so với giấy hẹn', answers: ['Sớm hơn', 'Đúng hẹn', 'Trễ, có xin lỗi', 'Trễ'] },
  { question: 'Nộp thêm khoản nào ngoài phí, lệ phí theo quy định', answers: ['Không', 'Có'] },
  { question: 'Mức độ hài lòng chung', answers: SATISFACTION },
];

/** Content of the Phiếu đánh giá (TT 01/2018/TT-VPCP Đ12.2): names the dossier, never the person. */
export function buildEvaluationSlip(source: DossierPaperSource): EvaluationSlip {
  const { dossier, office } = source;
  return {
    kind: 'evaluationSlip',
    ...toPaperHead(null, source),
    dossierCode: dossier.dossierCode,
    qrPayload: toQrPayload(dossier, office),
    procedureName: dossier.procedureName,
    questions: [...QUESTIONS],
    returnText: 'Bỏ phiếu vào hòm tại quầy tiếp nhận hoặc gửi về nơi tiếp nhận.',
    hotline: office.hotline,
  };
}

/** Content of the short slip of an 80 mm printer. @param receipt the receipt as it would be issued now */
export function buildThermalSlip(receipt: IntakeReceipt): ThermalSlip {
  return {
    kind: 'thermalSlip',
    isSample: receipt.isSample,
    officeName: receipt.officeName,
    dossierCode: receipt.dossierCode,
    isProvisional: receipt.provisionalCode === receipt.dossierCode,
    qrPayload: receipt.qrPayload,
    applicantName: receipt.applicantName,
    procedureName: receipt.procedureName,
    acceptedAt: receipt.acceptedAt,
    resultDueAt: receipt.resultDueAt,
    feeTotalVnd: receipt.feeTotalVnd,
    feeStateText: receipt.feeStateText,
    hotline: receipt.hotline,
    portalAddress: receipt.portalAddress,
  };
}
