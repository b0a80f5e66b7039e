/** What was found in the local store and its journal (sổ dự phòng) when the app was opened. */
export const findings = {
  title: 'Kiểm tra dữ liệu khi mở ứng dụng, {{time}}',
  banner: 'Khi mở ứng dụng, máy đã phát hiện và xử lý một vấn đề của dữ liệu lưu trên máy này.',
  open: 'Xem ở Hàng đợi',
  read: 'Đã đọc',
  torn: 'Lần ghi cuối vào sổ dự phòng còn dở dang, thường do mất điện hoặc tắt máy đột ngột. Phần dở dang được cất riêng. Giấy chỉ được in sau khi đã ghi đủ hai nơi, nên hồ sơ đã in giấy không bị ảnh hưởng.',
  damaged:
    'Sổ dự phòng có {{count}} đoạn không đọc được, có thể do ổ đĩa hỏng. Kho dữ liệu chính vẫn đầy đủ và làm việc bình thường. Hãy báo người quản trị kiểm tra ổ đĩa.',
  restored: 'Kho dữ liệu chính thiếu {{count}} lần ghi; ứng dụng đã lấy lại từ sổ dự phòng.',
  replaced:
    'Kho dữ liệu chính bị hỏng; ứng dụng đã dựng lại toàn bộ từ sổ dự phòng. Riêng bản nháp chưa tiếp nhận có thể không còn.',
  unread:
    'Khi lấy lại dữ liệu, {{count}} đoạn của sổ dự phòng không đọc được, nên có thể thiếu hồ sơ. Hãy đối chiếu giấy tiếp nhận đã in với mục Hồ sơ (F3) và báo người quản trị. Không xóa dữ liệu trên máy này.',
  missingScans:
    'Có {{count}} bản quét chưa gửi không lấy lại được. Hồ sơ liên quan sẽ hiện là Cần xử lý khi gửi. Hãy giữ bản giấy và báo người phụ trách.',
  nothingLost: 'Không có hồ sơ, khoản thu hay bản quét nào bị mất; có thể tiếp nhận bình thường.',
} as const;
