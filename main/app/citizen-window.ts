import { BrowserWindow, screen, type Display } from 'electron';
import { CITIZEN_PATH } from '#shared/kernel/citizen-path.ts';
import type { Logger } from '#shared/kernel/ports.ts';
import { APP_ORIGIN } from '#main/security/app-origin.ts';
import { chooseCitizenDisplay } from './citizen-display.ts';

const SIZE = { width: 1024, height: 600 };

/** Opens the window that the citizen looks at, or brings the one that is open to the front. It ends with the officer's. */
export function createCitizenWindow(options: {
  readonly officerWindow: () => BrowserWindow | undefined;
  readonly hasDevTools: boolean;
  readonly logger: Logger;
}): () => void {
  let open: BrowserWindow | undefined;
  return () => {
    const officerWindow = options.officerWindow();
    if (officerWindow === undefined || officerWindow.isDestroyed()) return;
    if (open !== undefined && !open.isDestroyed()) {
      open.moveTop();
      return;
    }
    const own = screen.getDisplayMatching(officerWindow.getBounds());
    const window = createWindow(chooseCitizenDisplay(screen.getAllDisplays(), own), options.hasDevTools);
    open = window;
    officerWindow.once('closed', () => {
      if (!window.isDestroyed()) window.destroy();
    });
    void window.loadURL(`${APP_ORIGIN}${CITIZEN_PATH}`).catch(() => {
      options.logger.error('citizenWindowNotLoaded');
    });
  };
}

/**
 * Without a preload: this page has no way to the devices, whatever happens in it. Everything else is as for the
 * officer's window.
 * @param display the citizen's own, which it fills; `undefined` = an ordinary window beside the officer's
 */
function createWindow(display: Display | undefined, hasDevTools: boolean): BrowserWindow {
  const window = new BrowserWindow({
    ...(display === undefined ? SIZE : display.bounds),
    minWidth: 800,
    minHeight: 480,
    show: false,
    fullscreen: display !== undefined,
    backgroundColor: '#eef1f5',
    autoHideMenuBar: true,
    title: 'Màn hình công dân',
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      devTools: hasDevTools,
      spellcheck: false,
      // The citizen's screen counts the seconds of silence; it must not be slowed down.
      backgroundThrottling: false,
    },
  });
  // It has no menu and, filling its display, no frame: Escape gives the officer the frame with its close button.
  window.webContents.on('before-input-event', (_event, input) => {
    if (input.type === 'keyDown' && input.key === 'Escape') window.setFullScreen(false);
  });
  window.once('ready-to-show', () => {
    // The keyboard stays with the officer.
    window.showInactive();
  });
  return window;
}
