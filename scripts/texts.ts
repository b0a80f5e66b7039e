/** What `npm start` says, in the language of the people it is shown to. */
export const SANDBOX_OFF_NOTICE =
  'Lưu ý: đang chạy bằng quyền root nên lớp cách ly (sandbox) của Chromium bị tắt. Chỉ dùng cho máy dựng và kiểm thử.';
