/** One entry per error code: what happened, what it means, what to do. Never blame, never a code alone. */
export const errors = {
  unknown:
    'Thao tác chưa thực hiện được. Những gì đã nhập vẫn còn nguyên. Hãy thử lại; nếu vẫn gặp, báo người quản trị.',
  // store
  storageFull:
    'Ổ đĩa của máy đã đầy nên chưa lưu được. Những gì đã nhập vẫn còn trên màn hình. Hãy xóa bớt tệp khác trên máy rồi bấm lại.',
  storageFailed:
    'Kho dữ liệu của máy chưa ghi được. Những gì đã nhập vẫn còn trên màn hình. Hãy thử lại; nếu vẫn gặp, dừng tiếp nhận trên máy này và báo người quản trị.',
  journalFailed:
    'Chưa ghi được sổ dự phòng của máy nên chưa in giấy. Hãy kiểm tra ổ đĩa còn chỗ trống rồi thử ghi lại. Trước khi nhập lại, hãy xem hồ sơ đã có trong mục Hồ sơ chưa.',
  damagedRow: 'Bản ghi này không đọc được. Dữ liệu được giữ nguyên để người quản trị kiểm tra.',
  alreadyAccepted: 'Hồ sơ này đã được tiếp nhận ở một cửa sổ khác. Hãy mở mục Hồ sơ để xem mã và in giấy.',
  numberTaken: 'Chưa lấy được số hồ sơ vì cửa sổ khác đang lấy số liên tục. Hãy bấm lại.',
  notEnrolled: 'Máy trạm này chưa được đăng ký với hệ thống tỉnh. Cần kết nối một lần để đăng ký.',
  unknownProcedureVersion:
    'Thủ tục đã chọn không còn trong danh mục của máy. Hãy chọn lại thủ tục; các thông tin khác vẫn giữ nguyên.',
  intakeHasProblems: 'Hồ sơ còn thiếu thông tin bắt buộc. Các mục thiếu được liệt kê bên phải.',
  dossierAlreadyRecorded: 'Hồ sơ của bản nháp này đã được ghi nhận. Hãy mở mục Hồ sơ.',
  stationOfAnotherAgency: 'Máy trạm này được đăng ký cho cơ quan khác. Hãy báo người quản trị.',
  numberOfAnotherDay: 'Số hồ sơ cấp trước không thuộc ngày hôm nay. Hãy kiểm tra giờ của máy rồi bấm lại.',
  noWorkingDay: 'Lịch làm việc chưa có ngày làm việc nào nên chưa tính được ngày hẹn. Hãy báo người quản trị.',
  noOfficeHours: 'Lịch làm việc chưa có giờ làm việc nên chưa tính được ngày hẹn. Hãy báo người quản trị.',
  termTooLong: 'Thời hạn giải quyết trong danh mục quá dài nên chưa tính được ngày hẹn. Hãy báo người quản trị.',
  reasonNotInWords: 'Lý do phải là câu chữ để công dân hiểu, không chỉ là mã.',
  reasonTooShort: 'Lý do cần ít nhất 10 ký tự để công dân hiểu.',
  nothingMissing: 'Giấy tờ đã đủ, không có gì để yêu cầu bổ sung.',
  requirementUnknown: 'Chỉ được yêu cầu giấy tờ có trong danh mục của thủ tục.',
  // sign-in
  unknownOfficer: 'Tài khoản này không còn trong danh sách của máy.',
  officerBlocked:
    'Tài khoản này đã bị hệ thống tỉnh khóa nên không đăng nhập được, kể cả khi không có mạng. Hãy liên hệ người quản trị.',
  wrongPin: 'Mã PIN chưa đúng. Hãy gõ lại.',
  enrolmentFailed: 'Mã đăng ký máy trạm không được chấp nhận. Hãy kiểm tra lại mã hoặc xin mã mới.',
  // differences from the province
  unknownConflict: 'Không tìm thấy nội dung khác biệt này trên máy. Hãy mở lại hồ sơ.',
  conflictAlreadyResolved: 'Nội dung khác biệt này đã được quyết định ở một cửa sổ khác. Hãy mở lại hồ sơ để xem.',
  choiceMissing: 'Còn trường chưa chọn. Hãy chọn cho từng trường rồi ghi nhận quyết định.',
  // notices
  unknownNotice: 'Không đọc được tin báo này trên máy. Dữ liệu được giữ nguyên để người quản trị kiểm tra.',
  noticeAddressWrong: 'Địa chỉ chưa đúng: cần một địa chỉ thư điện tử, hoặc một số di động Việt Nam 10 chữ số.',
  // files
  fileEmpty: 'Tệp không có nội dung (0 byte). Hãy quét hoặc chép lại tệp.',
  fileTooLarge: 'Tệp lớn {{size}}, vượt mức {{max}}. Hãy quét lại ở 200–300 dpi hoặc lưu ảnh nhỏ hơn.',
  fileUnreadable: 'Không đọc được tệp. Tệp có thể đã bị chuyển chỗ hoặc thiết bị chứa tệp đã rút ra.',
  imageDamaged: 'Ảnh bị hỏng, không mở được. Hãy quét hoặc chụp lại.',
  imageTooLarge:
    'Ảnh có {{megapixels}} triệu điểm ảnh, vượt mức {{maxMegapixels}} triệu. Hãy quét lại ở 200–300 dpi hoặc lưu ảnh nhỏ hơn.',
  tiffNotRead: 'Tệp TIFF lưu theo kiểu chưa đọc được. Hãy lưu lại thành PDF hoặc JPEG, hoặc quét từ bản giấy.',
  tiffPageDamaged: 'Trang {{page}} của tệp TIFF bị hỏng. Các trang trước đã được đính kèm. Hãy quét lại từ trang này.',
  heicNotRead:
    'Ảnh HEIC của điện thoại chưa đọc được. Trên iPhone: vào Cài đặt › Camera › Định dạng, chọn “Tương thích nhất” rồi chụp lại; hoặc gửi lại ảnh ở dạng JPEG.',
  unknownFileType: 'Chỉ nhận ảnh JPEG, PNG, TIFF hoặc tệp PDF. Tệp này có nội dung khác.',
  pdfDamaged: 'Tệp PDF bị hỏng, không mở được. Hãy quét lại hoặc xin tệp khác.',
  pdfEncrypted: 'Tệp PDF có mật khẩu nên không kiểm tra được. Hãy gỡ mật khẩu hoặc quét từ bản giấy.',
  notAPdf: 'Tệp mang đuôi PDF nhưng nội dung không phải PDF.',
  pdfEmpty: 'Tệp PDF không có trang nào.',
  diskAlmostFull:
    'Ổ đĩa chỉ còn {{free}}. Bản quét chưa được lưu để dành chỗ cho hồ sơ. Hãy xóa bớt tệp khác trên máy.',
  cameraUnavailable: 'Không mở được máy ảnh. Hãy kiểm tra dây cắm hoặc chương trình khác đang dùng máy ảnh.',
  // digitising
  notDigitised: 'Thành phần này chưa có PDF. Hãy đợi số hóa xong rồi xác nhận dữ liệu.',
  extractionEmpty: 'Chưa có dữ liệu nào để xác nhận.',
  extractionHasProblems: 'Dữ liệu có chỗ chưa đúng. Hãy kiểm tra lại các trường.',
  alreadyDigitised: 'Thành phần này đã được làm PDF ở một cửa sổ khác. Hãy mở lại hồ sơ.',
  unknownComponent: 'Không đọc được hồ sơ của thành phần này. Dữ liệu được giữ nguyên để người quản trị kiểm tra.',
  pageLost:
    'Ảnh của một trang quét không còn nguyên vẹn trên máy. Các trang khác vẫn được giữ. Hãy báo người quản trị và giữ lại bản giấy.',
  pageUnreadable:
    'Ảnh của một trang quét bị hỏng nên chưa ghép được vào PDF. Các trang vẫn được giữ nguyên. Hãy báo người quản trị và giữ lại bản giấy.',
  componentTooLarge:
    'Bản PDF của thành phần vượt 100 MB, hệ thống tỉnh không nhận. Các trang vẫn được giữ nguyên. Hãy báo người quản trị.',
  papersStopped: 'Bộ phận dựng PDF của ứng dụng đã dừng. Các trang vẫn được giữ nguyên; ứng dụng sẽ tự làm lại.',
  digitisingStopped: 'Số hóa nền đang tạm dừng. Ứng dụng sẽ làm tiếp khi được bật lại.',
  fileRetired:
    'Bản PDF này đã ở hệ thống tỉnh và đã được gỡ khỏi máy theo quy định lưu giữ. Hãy xem tại hệ thống tỉnh.',
  alreadyRated: 'Hồ sơ này đã được đánh giá. Mỗi mã hồ sơ chỉ đánh giá một lần.',
  unknownDossierCode: 'Không tìm thấy hồ sơ có mã này trên máy nên chưa ghi nhận được đánh giá.',
  // codes read
  notAnIdCard: 'Mã vừa đọc không phải mã QR của thẻ căn cước. Hãy đọc lại mặt có mã QR của thẻ.',
  malformedIdCard: 'Mã QR của thẻ căn cước đọc chưa đủ. Hãy đọc lại hoặc nhập bằng tay.',
  isDossierCode: 'Đây là mã hồ sơ trên giấy tiếp nhận, không phải thẻ căn cước. Mở hồ sơ ở mục Hồ sơ (F3).',
  isPaymentQr: 'Đây là mã chuyển khoản VietQR, không phải thẻ căn cước.',
  isUrl: 'Đây là một địa chỉ trang mạng, không phải thẻ căn cước.',
  garbledByInputMethod:
    'Bộ gõ tiếng Việt đã làm sai nội dung mã. Hãy tắt bộ gõ (chuyển sang EN) rồi đọc lại, hoặc quét bằng camera (F8).',
  unknownCode:
    'Mã vừa đọc không phải mã trên thẻ căn cước, giấy tiếp nhận hay bưu gửi. Những gì đã nhập vẫn giữ nguyên. Hãy đọc lại đúng mã.',
  damagedItemCode: 'Mã bưu gửi đọc chưa đúng (sai số kiểm tra). Hãy đọc lại hoặc xem số in dưới mã vạch.',
  cardDuringAcceptance:
    'Thẻ được đọc khi hồ sơ trước chưa tiếp nhận xong nên chưa dùng. Hãy xử lý xong hồ sơ trước rồi đọc lại thẻ.',
  notAPicture: 'Tệp này không phải ảnh hoặc ảnh bị hỏng. Hãy chọn ảnh JPEG hoặc PNG khác.',
  codesUnavailable: 'Bộ phận đọc mã của ứng dụng không chạy được. Hãy nhập bằng tay; nếu vẫn gặp, báo người quản trị.',
  // printing
  noPrinter:
    'Chưa có máy in cho giấy này; chọn máy in trong Cài đặt. Hồ sơ đã được lưu; giấy có thể in lại bất cứ lúc nào.',
  printerUnavailable: 'Máy in không trả lời. Hồ sơ đã được lưu. Hãy kiểm tra máy in rồi bấm In lại.',
  spoolerFailed: 'Hệ thống in từ chối lệnh in. Hồ sơ đã được lưu. Hãy kiểm tra máy in rồi bấm In lại.',
  contentNotSupported: 'Máy in đã chọn không in được loại giấy này. Hãy chọn máy in khác trong Cài đặt.',
  earlierPrintWaiting:
    'Bản in trước còn đang chờ ở máy in và chưa hủy được, nên chưa in thêm. Hãy chờ giấy ra hoặc xóa lệnh in đó trong máy tính rồi bấm In lại.',
  printerGaveUp: 'Máy in đã bỏ lệnh in này. Hồ sơ đã được lưu. Hãy kiểm tra máy in rồi bấm In lại.',
  printCancelled: 'Lệnh in đã được hủy trước khi giấy ra. Hồ sơ đã được lưu. Bấm In lại để in.',
  diskFull: 'Ổ đĩa đầy nên chưa lưu được tệp giấy tiếp nhận. Hồ sơ đã được lưu. Hãy xóa bớt tệp khác rồi bấm In lại.',
  notWritable:
    'Không ghi được tệp giấy vào thư mục lưu. Hồ sơ đã được lưu. Hãy kiểm tra thư mục (hoặc chọn thư mục khác) rồi bấm lại.',
  cancelled: 'Chưa lưu tệp.',
  paperNotDrawn: 'Chưa dựng được tờ giấy để in. Hồ sơ đã được lưu. Hãy bấm In lại.',
  unknownDocument: 'Không tìm thấy nội dung giấy đã cấp.',
  oneDossierOnly: 'Hôm nay người này chỉ có một hồ sơ được tiếp nhận tại máy này nên không cần giấy chung.',
  // money
  receiptNumberTaken: 'Chưa lấy được số phiếu thu vì cửa sổ khác đang lấy số liên tục. Hãy bấm lại.',
  shiftClosed: 'Ca đã chốt nên chưa ghi được. Hãy bắt đầu ca mới ở màn hình Thu phí & ca (F6) rồi bấm lại.',
  shiftNotOpened: 'Ca chưa mở. Hãy kiểm tiền đầu ca và mở ca trước.',
  shiftAlreadyOpened: 'Ca này đã mở rồi.',
  shiftNotClosed: 'Ca này chưa chốt nên chưa ghi điều chỉnh. Hãy ghi thẳng vào ca.',
  shiftHasUnsettled: 'Còn khoản thu nhập dở hoặc việc chờ đồng ý. Hãy thu xong hoặc bỏ khoản đó rồi chốt ca.',
  unknownShift: 'Không tìm thấy ca trực này trên máy.',
  nothingOwed: 'Hồ sơ không còn khoản nào phải thu.',
  amountNotPositive: 'Số tiền phải lớn hơn 0.',
  amountNegative: 'Số tiền không được nhỏ hơn 0.',
  amountNotWhole: 'Số tiền phải là số đồng nguyên.',
  amountAboveOwed: 'Số tiền lớn hơn số còn phải thu.',
  tenderedNotWhole: 'Số tiền khách đưa phải là số đồng nguyên.',
  tenderedTooLittle: 'Khách đưa ít hơn số tiền thu.',
  payerNameMissing: 'Hãy nhập tên người hoặc tổ chức nộp tiền.',
  feeChanged:
    'Số tiền phải thu đã thay đổi so với lúc báo công dân. Hãy xem số mới trên màn hình, báo công dân rồi bấm lại.',
  moreThanInDrawer: 'Ngăn kéo không có đủ số tiền mặt này.',
  reasonTooLong: 'Lý do tối đa 500 ký tự.',
  approvalMissing: 'Việc này cần một cán bộ thứ hai đồng ý bằng mã PIN của mình.',
  approverIsRecorder: 'Người đồng ý phải là cán bộ khác với người đang ghi.',
  alreadyVoided: 'Khoản thu này đã hủy.',
  refundAbovePaid: 'Số tiền hoàn lớn hơn số còn lại của khoản thu.',
  transferNotConfirmed: 'Khoản chuyển khoản chưa được xác nhận nên chưa hoàn. Hãy xác nhận trước, hoặc hủy khoản thu.',
  alreadyConfirmed: 'Khoản chuyển khoản này đã được xác nhận.',
  notATransfer: 'Khoản này không phải chuyển khoản.',
  bankReferenceMissing: 'Hãy nhập số tham chiếu của ngân hàng.',
  bankReferenceUsed: 'Số tham chiếu này đã dùng để xác nhận khoản khác.',
  receivedInFuture: 'Ngày tiền về không được sau hôm nay.',
  correctionBeforeShift: 'Ngày của khoản phải từ ngày của ca trở đi.',
  correctionInFuture: 'Ngày của khoản không được sau hôm nay.',
  notesMiscounted: 'Số tờ của một mệnh giá chưa đúng. Hãy kiểm tra lại.',
  handedOverToSelf: 'Người nhận bàn giao phải là cán bộ khác.',
  differenceReasonMissing: 'Tiền đếm được khác tiền phải có. Hãy ghi lý do chênh lệch.',
  unknownDossier: 'Không đọc được hồ sơ này trên máy.',
  noFeePaperYet: 'Khoản này chưa có số phiếu thu hoặc biên lai: in được khi đã đối soát.',
  dailySummaryNeedsProvince:
    'Bảng tổng hợp ngày do hệ thống tỉnh lập nên cần kết nối với hệ thống tỉnh. Hãy kiểm tra đường mạng rồi bấm lại.',
  noReceiptsOnDay: 'Ngày này chưa có biên lai nào được lập hoặc hủy tại hệ thống tỉnh nên không có bảng để in.',
  officialReceiptsOff: 'Cơ quan chưa được thiết lập lập biên lai điện tử. Hãy báo người quản trị của tỉnh.',
  unknownPayment: 'Không tìm thấy khoản thu này trên máy.',
  bankFileHasNoHead: 'Không nhận ra dòng tên cột (ngày, ghi có, nội dung) trong tệp. Hãy xuất lại sao kê ở dạng CSV.',
  bankFileHasNoRows: 'Tệp sao kê không có khoản tiền vào nào.',
  // sync
  notRepairable: 'Lý do này không thể sửa ở quầy.',
  noOtherVersion:
    'Chưa có phiên bản thủ tục nào khác trong danh mục trên máy này. Hãy chờ danh mục mới của tỉnh rồi thử lại.',
  notHeld: 'Mục này không còn ở tình trạng cần xử lý: đã được gửi lại hoặc đã được sửa ở cửa sổ khác.',
  onlySupervisor: 'Chỉ người phụ trách Bộ phận Một cửa được ngừng xử lý. Mời người phụ trách đăng nhập.',
  notToBeSetAside: 'Mục này còn gửi được hoặc sửa được nên không ngừng xử lý.',
  setAsideReasonMissing: 'Hãy ghi lý do ngừng xử lý, tối đa 500 ký tự.',
  notYetContacted: 'Từ lúc mở ứng dụng, hệ thống tỉnh chưa trả lời lần nào.',
  unreachable: 'Chưa kết nối được với hệ thống tỉnh.',
  timedOut: 'Hệ thống tỉnh không trả lời kịp.',
  serverError: 'Hệ thống tỉnh đang gặp sự cố.',
  busy: 'Hệ thống tỉnh đang bận.',
  notTheGateway: 'Đường mạng trả lời thay cho hệ thống tỉnh (có thể là trang đăng nhập mạng). Hãy kiểm tra đường mạng.',
  unsteady: 'Đường mạng chập chờn, lúc có lúc mất. Ứng dụng vẫn gửi phần gửi được; không cần làm gì thêm.',
  sessionExpired: 'Phiên làm việc của máy trạm với hệ thống tỉnh đã hết hạn và chưa gia hạn được.',
  stationBlocked: 'Hệ thống tỉnh đã khóa máy trạm này. Hãy liên hệ người quản trị của tỉnh.',
  protocolTooOld: 'Phiên bản ứng dụng này quá cũ so với hệ thống tỉnh. Cần cập nhật ứng dụng.',
  enrolmentInvalid: 'Hệ thống tỉnh không nhận ra máy trạm này. Hãy liên hệ người quản trị của tỉnh.',
  gatewayRefused:
    'Hệ thống tỉnh không cho phép loại yêu cầu này. Các mục chờ gửi vẫn được giữ nguyên. Hãy liên hệ người quản trị của tỉnh.',
  rejected: 'Hệ thống tỉnh từ chối yêu cầu.',
} as const;
