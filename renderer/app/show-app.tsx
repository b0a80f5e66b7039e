import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { HostBridge } from '#renderer/host/host-bridge.ts';
import { createI18n } from '#renderer/i18n/i18n.ts';
import type { UpdateSignal } from '#renderer/platform/update-signal.ts';
import { UiProvider } from '#renderer/ui/ui-provider.tsx';
import { App } from './app.tsx';
import { compose, StoreNotOpened } from './compose.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { StoppedScreen } from './stopped-screen.tsx';

/** Composes the application over the host and shows it, or says why nothing can be taken in on this machine. */
export async function showApp(host: HostBridge, updates: UpdateSignal): Promise<void> {
  const element = document.getElementById('root');
  if (element === null) throw new Error('the page has no #root');
  const root = createRoot(element);
  const report = (event: string, cause: unknown): void => {
    host.log('error', event, { reason: cause instanceof Error ? cause.name : typeof cause });
  };
  addEventListener('unhandledrejection', (event) => {
    report('app.unhandledRejection', event.reason);
  });
  try {
    const composition = await compose(host, updates);
    const i18n = createI18n(composition.settings.language);
    document.documentElement.lang = composition.settings.language;
    root.render(
      <StrictMode>
        <I18nextProvider i18n={i18n}>
          <ErrorBoundary
            onError={(cause) => {
              report('app.defect', cause);
            }}
          >
            <App composition={composition} />
          </ErrorBoundary>
        </I18nextProvider>
      </StrictMode>,
    );
    composition.startBackgroundWork();
  } catch (cause) {
    report('app.storeNotOpened', cause);
    root.render(
      <I18nextProvider i18n={createI18n('vi')}>
        <UiProvider>
          <StoppedScreen cause={toCause(cause)} />
        </UiProvider>
      </I18nextProvider>,
    );
  }
  document.body.dataset['ready'] = 'true';
}

function toCause(cause: unknown): 'storeFailed' | 'journalFailed' {
  return cause instanceof StoreNotOpened && cause.failure.code === 'journalFailed' ? 'journalFailed' : 'storeFailed';
}
