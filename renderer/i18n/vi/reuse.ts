/** Digitised papers that need not be handed over again. */
export const reuse = {
  offer: 'Đã có bản số hóa: hồ sơ {{code}}, số hóa ngày {{on}}, {{pages}} trang',
  offerStored: 'Có trong kho dữ liệu điện tử: hồ sơ {{code}}, số hóa ngày {{on}}, {{pages}} trang',
  validUntil: 'Dùng được đến hết ngày {{until}}',
  use: 'Dùng lại',
  confirmTitle: 'Công dân có đồng ý dùng lại bản số hóa này?',
  confirmText:
    '“{{name}}” đã số hóa cho hồ sơ {{code}} ngày {{on}}. Hỏi công dân giấy tờ còn hiệu lực, không thay đổi và có đồng ý dùng lại hay không. Sự đồng ý được ghi vào hồ sơ cùng thời điểm.',
  agree: 'Công dân đồng ý',
  decline: 'Không dùng lại',
  used: 'Dùng lại bản số hóa của hồ sơ {{code}}, công dân đã đồng ý; không cần nộp bản giấy.',
  storeConsent: 'Công dân đồng ý lưu giấy tờ đã số hóa vào kho dữ liệu điện tử của mình',
  storeConsentDetail: 'Chỉ lưu sau khi hồ sơ được giải quyết thành công và dữ liệu đã được xác nhận.',
} as const;
