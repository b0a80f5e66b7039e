/** Dữ liệu bóc tách từ giấy tờ đã số hóa. */
export const extraction = {
  panel: 'Dữ liệu bóc tách từ giấy tờ',
  open: {
    none: 'Nhập dữ liệu bóc tách',
    proposed: 'Dữ liệu bóc tách (cần xác nhận)',
    confirmed: 'Dữ liệu bóc tách (đã xác nhận)',
  },
  waiting: '{{count}} thành phần chờ xác nhận dữ liệu',
  pagesGone:
    'Không mở được ảnh trang trên máy này. Ảnh được dọn khi hệ thống tỉnh đã nhận và thời hạn lưu tại quầy đã hết. Hãy xem trên bản giấy.',
  note: 'Các giá trị do máy đọc chỉ là đề xuất. Hãy so với trang giấy, sửa chỗ sai rồi xác nhận. Trường nào giấy tờ không có thì để trống.',
  nothingRead:
    'Máy chưa đọc được dữ liệu nào. Hãy nhập theo trang giấy rồi xác nhận. Trường nào giấy tờ không có thì để trống.',
  correctionNote:
    'Dữ liệu này đã được xác nhận. Muốn sửa, hãy nhập lại rồi xác nhận: bản mới thay bản đã gửi về hệ thống tỉnh.',
  readAutomatically: 'đọc tự động, cần xác nhận',
  unsure: 'Máy đọc không chắc. Hãy so kỹ với trang giấy.',
  confirm: 'Xác nhận dữ liệu',
  empty: 'Chưa có dữ liệu nào để xác nhận.',
  page: 'Trang {{number}}/{{count}}',
  previousPage: 'Trang trước',
  nextPage: 'Trang sau',
  notFoundOnPage: 'Không tìm thấy trên trang này',
  dayFormat: 'ngày/tháng/năm',
  fields: {
    numberSymbol: 'Số, ký hiệu',
    issuedOn: 'Ngày ban hành',
    issuingBody: 'Cơ quan ban hành',
    signerName: 'Người ký',
    abstract: 'Trích yếu nội dung',
    holderName: 'Chủ giấy tờ',
    holderIdNumber: 'Số định danh của chủ giấy tờ',
  },
  problems: {
    noDate: 'Ngày không có thật. Hãy nhập ngày/tháng/năm.',
    noPersonalIdNumber: 'Số định danh cá nhân gồm 12 chữ số, ba số đầu là mã tỉnh. Hãy kiểm tra lại hoặc để trống.',
  },
} as const;
