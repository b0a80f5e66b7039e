import { BrowserWindow, dialog } from 'electron';
import type { Logger } from '#shared/kernel/ports.ts';
import { APP_ORIGIN } from '#main/security/app-origin.ts';
import { createCrashGuard } from './crash-guard.ts';

export interface WindowOptions {
  readonly preloadFile: string;
  readonly hasDevTools: boolean;
  readonly logger: Logger;
}

/** The officer's window. It appears when its first frame is drawn, so that nobody looks at an empty one. */
export function openMainWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    backgroundColor: '#f4f6f8',
    autoHideMenuBar: true,
    title: 'Quầy Một Cửa',
    webPreferences: {
      preload: options.preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      devTools: options.hasDevTools,
      spellcheck: false,
      // The sync engine runs in the page and must go on while the window is minimised.
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => {
    window.show();
  });
  window.webContents.on('did-finish-load', () => {
    options.logger.info('pageLoaded');
  });
  reloadAfterCrash(window, options.logger);
  void window.loadURL(`${APP_ORIGIN}/`).catch(() => {
    options.logger.error('windowNotLoaded');
  });
  return window;
}

function reloadAfterCrash(window: BrowserWindow, logger: Logger): void {
  const afterCrash = createCrashGuard();
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    const next = afterCrash(Date.now());
    logger.error('pageCrashed', { reason: details.reason, exitCode: details.exitCode, next });
    if (next === 'reload') {
      // Not inside this event: Electron ignores a reload while it is still taking the dead page down.
      setImmediate(() => {
        if (!window.isDestroyed()) window.webContents.reload();
      });
      return;
    }
    void dialog.showMessageBox(window, {
      type: 'error',
      title: 'Quầy Một Cửa',
      message: 'Màn hình làm việc dừng nhiều lần liên tiếp.',
      detail: 'Dữ liệu đã lưu trên máy này vẫn còn. Đóng cửa sổ, mở lại ứng dụng và báo cho người quản trị.',
    });
  });
  window.on('unresponsive', () => {
    logger.warn('pageUnresponsive');
  });
}
