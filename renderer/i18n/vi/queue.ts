export const queue = {
  title: 'Hàng đợi gửi',
  count: '{{count}} hồ sơ',
  emptyTitle: 'Không có mục nào chờ gửi',
  emptyText: 'Mọi việc ở quầy đã được hệ thống tỉnh xác nhận. Khi mất kết nối, các mục chờ gửi sẽ hiện ở đây.',
  offlineNote: 'Đang làm việc ngoại tuyến. Các mục dưới đây sẽ tự gửi khi có kết nối; không cần làm gì thêm.',
  pausedNote: 'Tạm dừng gửi. Các mục chờ gửi vẫn được giữ nguyên và sẽ tự gửi khi hết lý do dưới đây.',
  uploadsWaitNote: 'Bản quét chờ đến {{at}} mới gửi, theo cài đặt của quầy. Hồ sơ và tiền thu vẫn được gửi ngay.',
  heldNote: 'Hệ thống tỉnh chưa nhận một số mục. Xem lý do ở từng mục; những hồ sơ khác vẫn gửi bình thường.',
  dossier: 'Hồ sơ',
  applicant: 'Chủ hồ sơ',
  noDossier: 'Việc không thuộc hồ sơ nào',
  notAccepted: 'Chưa tiếp nhận (không có mã)',
  waits: 'Chờ gửi',
  since: 'Từ lúc',
  state: 'Tình trạng',
  held: 'Cần xử lý',
  waiting: 'Chờ gửi',
  tried: 'Đã thử {{count}} lần',
  notTried: 'Chưa thử gửi',
  detail: 'Các mục chờ gửi của hồ sơ',
  why: 'Lý do từ hệ thống tỉnh',
  next: 'Việc tiếp theo',
  nextWaiting: 'Ứng dụng tự gửi khi có kết nối.',
  nextHeld: 'Xem lý do, sửa ở hệ thống tỉnh hoặc báo người phụ trách, rồi bấm Gửi lại.',
  sendNow: 'Gửi ngay',
  sendAgain: 'Gửi lại',
  repair: 'Sửa và gửi lại',
  repairNote:
    'Bản sửa được gửi thành một thao tác mới thay cho thao tác bị từ chối. Mã hồ sơ đã in trên giấy không thay đổi; bản cũ được giữ lại để đối chiếu.',
  repairSend: 'Gửi bản sửa',
  repairVersion: 'Phiên bản thủ tục bị từ chối: {{refused}}. Phiên bản mới nhất trên máy này: {{newest}}.',
  repairVersionNote:
    'Hồ sơ sẽ được gửi lại theo phiên bản mới nhất. Khoản phí đã thu và ngày hẹn trả đã in giữ nguyên.',
  repairVersionNone:
    'Danh mục mới của tỉnh chưa về máy này. Hãy đợi có kết nối, danh mục được cập nhật rồi mở lại mục này.',
  repairEnvelope: 'Nội dung không cần sửa. Ứng dụng sẽ đóng gói lại và gửi thành một thao tác mới.',
  cannotRepair: 'Không sửa được ở quầy',
  explain: {
    amountMismatch:
      'Số tiền đã thu và đã in cho công dân nên không sửa ở đây. Hãy báo người phụ trách đối soát với hệ thống tỉnh, rồi bấm Gửi lại.',
    numberNotLeased:
      'Mã hồ sơ đã in trên giấy nên không đổi. Hãy báo người quản trị của tỉnh ghi nhận khối số của máy này, rồi bấm Gửi lại.',
    dossierCodeTaken:
      'Mã hồ sơ đã in trên giấy nên không đổi. Hãy báo người quản trị của tỉnh kiểm tra hồ sơ đang dùng mã này, rồi bấm Gửi lại.',
    unknownDossier:
      'Hệ thống tỉnh ghi hồ sơ này với mã khác. Hãy báo người quản trị của tỉnh kiểm tra, rồi bấm Gửi lại.',
    illegalState:
      'Hồ sơ tại hệ thống tỉnh đã sang trạng thái khác. Hãy đối chiếu với hệ thống tỉnh; nếu thao tác vẫn cần thiết, bấm Gửi lại sau khi tỉnh điều chỉnh.',
    outOfOrder:
      'Vị trí này ở hệ thống tỉnh đã có thao tác khác. Hãy báo người quản trị của tỉnh đối chiếu sổ thao tác.',
    unsupportedProtocol: 'Cần cập nhật ứng dụng hoặc hệ thống tỉnh rồi bấm Gửi lại.',
    replacedAlreadyAccepted:
      'Hệ thống tỉnh đã nhận bản gửi trước khi bản sửa đến. Hãy đề nghị tỉnh sửa trực tiếp trên hồ sơ đã nhận.',
    other:
      'Lý do này không liên quan đến dữ liệu sửa được ở quầy. Hãy báo người phụ trách, rồi bấm Gửi lại khi đã xử lý.',
  },
  openDossier: 'Mở hồ sơ',
  size: 'Dung lượng',
} as const;
