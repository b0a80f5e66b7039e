import type { RefusalCode } from '#sync/protocol/messages.ts';

/** What the officer reads beside a refused operation. Names no person and repeats nothing that was sent. */
export const REFUSAL_TEXTS: Readonly<Record<RefusalCode, string>> = {
  malformedOperation: 'Nội dung thao tác không đúng định dạng nên hệ thống tỉnh không đọc được.',
  unsupportedProtocol: 'Hệ thống tỉnh chưa hỗ trợ phiên bản dữ liệu của thao tác này.',
  operationIdReused: 'Số hiệu thao tác đã được dùng cho một nội dung khác.',
  sequenceReused: 'Số thứ tự thao tác của máy trạm đã được dùng cho một thao tác khác.',
  signatureInvalid: 'Chữ ký của thao tác không đúng với khóa của máy trạm này.',
  payloadHashMismatch: 'Nội dung thao tác không khớp với mã băm, có thể đã bị hỏng trên đường truyền.',
  foreignStation: 'Thao tác thuộc về một máy trạm hoặc đơn vị khác.',
  outOfOrder: 'Vị trí của thao tác trong chuỗi đã có thao tác khác.',
  unknownProcedureVersion: 'Thủ tục hoặc phiên bản thủ tục không có trong danh mục của tỉnh.',
  numberNotLeased: 'Mã hồ sơ không thuộc khối số đã cấp cho máy trạm này.',
  numberReturned: 'Số của mã hồ sơ này đã được máy trạm báo trả lại vì không dùng.',
  numberOfAnotherDay: 'Số của mã hồ sơ thuộc một ngày khác với ngày tiếp nhận.',
  numberDayOutOfRange: 'Ngày trong mã hồ sơ quá xa so với ngày của hệ thống tỉnh. Hãy kiểm tra đồng hồ của máy trạm.',
  dossierCodeTaken: 'Mã hồ sơ đã được dùng cho một hồ sơ khác.',
  unknownDossier: 'Mã hồ sơ trong thao tác không khớp với hồ sơ tại hệ thống tỉnh.',
  illegalState: 'Trạng thái hiện tại của hồ sơ tại hệ thống tỉnh không cho phép thao tác này.',
  amountMismatch: 'Tổng số tiền không bằng tổng các khoản phí, lệ phí.',
  unknownPayment: 'Hệ thống tỉnh chưa có khoản thu mà thao tác này nói đến.',
  refundExceedsPayment: 'Số tiền trả lại lớn hơn số tiền còn lại của khoản thu.',
  feeReceiptNumberInvalid: 'Số biên lai hoặc số phiếu thu không thuộc quyển của máy trạm này, hoặc đã được dùng.',
  shiftClosed: 'Ca trực đã chốt. Khoản đến sau được ghi thành bút toán điều chỉnh của ca.',
  approvalMissing: 'Thao tác với tiền đã thu cần một cán bộ thứ hai của đơn vị đồng ý.',
  shiftTotalsMismatch: 'Số liệu chốt ca không bằng tổng các khoản thu, chi mà hệ thống tỉnh đã nhận của ca.',
  oldIdNumber:
    'Số chứng minh nhân dân 9 số đã hết giá trị sử dụng. Hệ thống tỉnh chỉ nhận số định danh cá nhân gồm 12 chữ số.',
  replacedAlreadyAccepted: 'Hệ thống tỉnh đã nhận bản gửi trước của thao tác này, nên bản sửa không được áp dụng.',
};
