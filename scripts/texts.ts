/** What `npm start` and its kin say, in the language of the people it is shown to. */
export const SANDBOX_OFF_NOTICE =
  'Lưu ý: đang chạy bằng quyền root nên lớp cách ly (sandbox) của Chromium bị tắt. Chỉ dùng cho máy dựng và kiểm thử.';

export const texts = {
  alreadyRunning: (pid: number) =>
    `Ứng dụng đang chạy từ thư mục này (tiến trình ${String(pid)}). Hãy đóng cửa sổ hoặc dừng tiến trình đó trước.`,
  building: 'Đang dựng ứng dụng …',
  startingGateway: 'Đang khởi động cổng tiếp nhận của tỉnh (DỮ LIỆU MẪU) …',
  gatewayReady: (url: string) => `Cổng tiếp nhận: ${url}`,
  gatewayFailed: 'Không khởi động được cổng tiếp nhận.',
  gatewayEnded: 'Cổng tiếp nhận đã dừng; đóng ứng dụng.',
  openingWindow: 'Đang mở cửa sổ ứng dụng. Đóng cửa sổ hoặc nhấn Ctrl+C để dừng tất cả.',
  openBrowser: (url: string) => `Mở trình duyệt tại ${url}`,
  browserHint: 'Nhấn Ctrl+C để dừng.',
  noDisplay: 'Máy này không có màn hình, nên dùng bản chạy trong trình duyệt.',
  noElectron: (why: string) => `Không chạy được cửa sổ Electron (${why}) Dùng bản chạy trong trình duyệt.`,
  missingLibraries: (names: readonly string[]) =>
    `Chưa mở được cửa sổ Electron vì thiếu thư viện: ${names.join(', ')}. Dùng bản chạy trong trình duyệt.`,
  sandboxBlocked: (helper: string) =>
    [
      'Hệ thống này chặn lớp cách ly (sandbox) của Chromium nên chưa mở được cửa sổ. Cho phép một lần bằng hai lệnh:',
      `  sudo chown root:root ${helper}`,
      `  sudo chmod 4755 ${helper}`,
      'Trong lúc chờ, dùng bản chạy trong trình duyệt.',
    ].join('\n'),
  windowFailed: 'Cửa sổ ứng dụng đóng bất thường. Chạy “npm run prerequisites” để kiểm tra các thư viện cần có.',
  stopping: 'Đang dừng …',
  stopped: 'Đã dừng.',
  resetQuestion: (folder: string) => `Xóa toàn bộ dữ liệu chạy thử trong ${folder}? Gõ “xoa” để đồng ý: `,
  resetDone: 'Đã xóa dữ liệu chạy thử.',
  resetCancelled: 'Không xóa gì.',
  resetNothing: 'Không có dữ liệu chạy thử để xóa.',
  resetRefused: (pid: number) => `Không xóa: ứng dụng hoặc cổng tiếp nhận đang chạy (tiến trình ${String(pid)}).`,
} as const;
