/** Codes read by a reader, the camera or from a picture. */
export const codes = {
  open: 'Quét mã',
  title: 'Quét mã bằng camera',
  hint: 'Đưa mã QR trên thẻ căn cước hoặc giấy tiếp nhận vào giữa khung hình, giữ yên.',
  fileTitle: 'Không có camera? Thả ảnh chụp mã vào đây, hoặc dán ảnh (Ctrl+V)',
  chooseFile: 'Chọn ảnh',
  readingFile: 'Đang tìm mã trong ảnh…',
  noCodeInFile: 'Không tìm thấy mã nào trong ảnh. Hãy chụp gần hơn, đủ sáng và rõ nét rồi thử lại.',
  unknownDossier:
    'Máy này không có hồ sơ mang mã {{code}}. Hồ sơ có thể được tiếp nhận ở quầy hoặc cơ quan khác: hãy tra cứu trên hệ thống tỉnh.',
  postalItem: 'Đây là mã bưu gửi {{code}}. Phiên bản này chưa dùng được mã bưu gửi ở màn hình này.',
  dialogOpen: 'Đã đọc mã nhưng chưa mở, vì một hộp thoại đang mở. Hãy đóng hộp thoại rồi đọc lại.',
} as const;
