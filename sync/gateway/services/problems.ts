import type { AppError } from '#shared/kernel/app-error.ts';

/**
 * Every problem the gateway answers with (RFC 9457). The code is the contract; the title is for the officer and names
 * no person and no value that was sent.
 */
export const PROBLEMS = {
  malformedBody: { status: 400, title: 'Nội dung gửi lên không đúng định dạng.' },
  malformedQuery: { status: 400, title: 'Tham số của yêu cầu không hợp lệ.' },
  malformedUpload: { status: 400, title: 'Yêu cầu tải tệp lên không đúng định dạng.' },
  badCursor: { status: 400, title: 'Vị trí đọc thay đổi không hợp lệ.' },
  clockOutOfRange: { status: 400, title: 'Đồng hồ máy trạm lệch quá 24 giờ so với hệ thống tỉnh.' },
  sessionExpired: { status: 401, title: 'Phiên làm việc của máy trạm đã hết hạn.' },
  enrolmentInvalid: { status: 403, title: 'Máy trạm chưa được đăng ký với hệ thống tỉnh.' },
  stationBlocked: { status: 403, title: 'Máy trạm đã bị khóa. Vui lòng liên hệ quản trị của tỉnh.' },
  enrolmentCodeUnknown: { status: 404, title: 'Mã đăng ký máy trạm không đúng hoặc đã hết hạn.' },
  uploadUnknown: { status: 404, title: 'Không có lượt tải tệp lên này.' },
  catalogueMissing: { status: 404, title: 'Chưa có danh mục thủ tục cho đơn vị này.' },
  notFound: { status: 404, title: 'Không có địa chỉ này.' },
  enrolmentCodeUsed: { status: 409, title: 'Mã đăng ký đã được một máy trạm khác sử dụng.' },
  sessionReplayed: { status: 409, title: 'Yêu cầu mở phiên đã được dùng một lần.' },
  uploadOffsetMismatch: { status: 409, title: 'Phần tải lên không nối tiếp phần đã nhận.' },
  uploadExpired: { status: 410, title: 'Lượt tải tệp lên đã quá hạn. Tệp sẽ được tải lại từ đầu.' },
  unsupportedUploadVersion: { status: 412, title: 'Phiên bản giao thức tải tệp không được hỗ trợ.' },
  bodyTooLarge: { status: 413, title: 'Nội dung gửi lên vượt quá dung lượng cho phép.' },
  blobTooLarge: { status: 413, title: 'Tệp vượt quá dung lượng cho phép.' },
  unsupportedMediaType: { status: 415, title: 'Loại nội dung gửi lên không được hỗ trợ.' },
  unsupportedEncoding: { status: 415, title: 'Kiểu nén nội dung không được hỗ trợ.' },
  requestIdReused: { status: 409, title: 'Số hiệu yêu cầu đã được dùng cho một nội dung khác.' },
  numbersNotLeased: { status: 422, title: 'Số trả lại không thuộc khối số hoặc dải số của máy trạm này.' },
  malformedOperation: { status: 422, title: 'Thông tin thao tác đi kèm tệp không đúng định dạng.' },
  foreignStation: { status: 422, title: 'Thao tác đi kèm tệp thuộc về một máy trạm khác.' },
  signatureInvalid: { status: 422, title: 'Chữ ký của thao tác không đúng với khóa của máy trạm này.' },
  sequenceReused: { status: 422, title: 'Số thứ tự thao tác đã được dùng cho một thao tác khác.' },
  operationIdReused: { status: 422, title: 'Số hiệu thao tác đã được dùng cho một nội dung khác.' },
  payloadHashMismatch: { status: 422, title: 'Tệp không đúng với nội dung mà thao tác đã ghi.' },
  hashMismatch: { status: 422, title: 'Nội dung tệp không khớp với mã băm.' },
  emptyBlob: { status: 422, title: 'Tệp không có nội dung.' },
  leaseDayOutOfRange: { status: 422, title: 'Ngày xin cấp số nằm ngoài khoảng cho phép.' },
  bookYearOutOfRange: { status: 422, title: 'Năm của quyển biên lai nằm ngoài khoảng cho phép.' },
  feeReceiptsNotLeased: { status: 422, title: 'Tỉnh không cấp trước số biên lai cho máy trạm của đơn vị này.' },
  feeReceiptNumbersExhausted: { status: 422, title: 'Ký hiệu biên lai của năm này đã hết số.' },
  protocolTooOld: { status: 426, title: 'Phiên bản phần mềm của máy trạm đã quá cũ. Vui lòng cập nhật.' },
  gatewayBusy: { status: 429, title: 'Hệ thống tỉnh đang xử lý nhiều yêu cầu. Yêu cầu sẽ được gửi lại.' },
  internalError: { status: 500, title: 'Hệ thống tỉnh gặp lỗi. Yêu cầu sẽ được gửi lại.' },
  databaseUnavailable: { status: 503, title: 'Hệ thống tỉnh tạm thời chưa sẵn sàng. Yêu cầu sẽ được gửi lại.' },
  streamsExhausted: { status: 503, title: 'Hệ thống tỉnh đang có quá nhiều kết nối chờ thông báo.' },
  gatewayStopping: { status: 503, title: 'Hệ thống tỉnh đang dừng để bảo trì. Yêu cầu sẽ được gửi lại.' },
  storageFull: { status: 507, title: 'Kho lưu trữ của tỉnh đã đầy.' },
} as const satisfies Readonly<Record<string, { status: number; title: string }>>;

export type ProblemCode = keyof typeof PROBLEMS;

/** A call that was understood and refused as a whole. */
export type GatewayProblem = AppError<ProblemCode>;
