import type { AttentionReason } from '#sync/engine/index.ts';

/** The words for rows that are held without the province having said why. Vietnamese, name no person. */
const TEXTS: Readonly<Record<string, string>> = {
  blobMissing: 'Không tìm thấy tệp quét trên máy này. Đề nghị quét lại và đính kèm lại vào hồ sơ.',
  hashMismatch: 'Tệp quét gửi lên không khớp với bản đã lưu, đã gửi lại một lần nhưng vẫn sai. Đề nghị quét lại.',
  malformedOperation: 'Thao tác lưu trên máy không đúng định dạng nên không gửi được.',
  signatureInvalid:
    'Chữ ký của thao tác không đúng với khóa của máy trạm này. Đề nghị báo bộ phận công nghệ thông tin.',
  sequenceReused: 'Số thứ tự thao tác đã được dùng cho một thao tác khác. Đề nghị báo bộ phận công nghệ thông tin.',
  payloadTooLarge: 'Nội dung gửi vượt quá dung lượng mà hệ thống tỉnh cho phép.',
};

/** @param code a problem code of the gateway or one of the runner's own */
export function attentionReason(code: string): AttentionReason {
  return { code, detail: TEXTS[code] ?? `Hệ thống tỉnh từ chối thao tác này (mã lỗi: ${code}).` };
}
