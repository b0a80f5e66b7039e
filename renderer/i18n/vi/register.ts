/** The follow-up book. */
export const register = {
  title: 'Sổ theo dõi hồ sơ',
  description:
    'Mẫu 07, khổ A4 ngang, mỗi năm một sổ. Sổ được dựng từ các hồ sơ tiếp nhận tại máy này; in bao nhiêu lần cũng được.',
  year: 'Năm',
  yearOption: 'Năm {{year}}',
  count: 'Số hồ sơ tiếp nhận trong năm: {{formatted}}.',
  emptyYear: 'Năm {{year}} chưa có hồ sơ nào. Sổ in ra chỉ có một trang, ghi “Không có hồ sơ”.',
  print: 'In sổ',
  save: 'Lưu PDF',
  stop: 'Dừng',
  drawing: 'Đang dựng sổ năm {{year}}',
  progress: '{{done}}/{{all}} hồ sơ',
  printed: 'Đã gửi sổ năm {{year}} đến máy in',
  saved: 'Đã lưu sổ năm {{year}}',
  extent: '{{rows}} hồ sơ, {{pages}} trang.',
  unreadable:
    '{{count}} hồ sơ có bản ghi không đọc được: vẫn có dòng trong sổ, ghi rõ ở cột Ghi chú. Dữ liệu được giữ nguyên; hãy báo người quản trị.',
  stopped: 'Đã dừng theo yêu cầu',
  stoppedText: 'Đã dựng {{done}}/{{all}} hồ sơ. Chưa in và chưa lưu gì; có thể làm lại bất cứ lúc nào.',
  failed: 'Chưa in được sổ',
  notSaved: 'Chưa lưu được sổ',
  cause: {
    noPrinter: 'Chưa có máy in cho sổ và báo cáo. Hãy chọn máy in A4 trong Cài đặt, hoặc lưu PDF.',
    printerUnavailable: 'Máy in không trả lời. Hãy kiểm tra máy in rồi bấm lại, hoặc lưu PDF.',
    spoolerFailed: 'Hệ thống in từ chối lệnh in. Hãy kiểm tra máy in rồi bấm lại, hoặc lưu PDF.',
    contentNotSupported: 'Máy in đã chọn không in được loại giấy này. Hãy chọn máy in khác trong Cài đặt.',
    diskFull: 'Ổ đĩa đầy nên chưa ghi được tệp. Hãy xóa bớt tệp khác rồi bấm lại.',
    notWritable: 'Không ghi được tệp vào thư mục đã chọn. Hãy chọn thư mục khác rồi bấm lại.',
    cancelled: 'Hộp thoại lưu đã đóng, không có tệp nào được ghi.',
    paperNotDrawn: 'Chưa dựng được sổ. Các hồ sơ vẫn còn nguyên. Hãy bấm lại; nếu vẫn gặp, báo người quản trị.',
  },
} as const;
