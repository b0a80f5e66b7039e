import { StrictMode, useEffect, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { CitizenScreen } from '#renderer/features/citizen/citizen-screen.tsx';
import type { DrawQr } from '#renderer/features/citizen/qr-code.tsx';
import { createI18n } from '#renderer/i18n/i18n.ts';
import { createWebCitizenChannel } from '#renderer/platform/citizen-channel.ts';
import { systemScheduler } from '#renderer/platform/system-scheduler.ts';
import { followUpdate } from '#renderer/pwa/follow-update.ts';
import { UiProvider } from '#renderer/ui/ui-provider.tsx';
import { QR_QUIET_MODULES, renderQrSvgPath } from '#shared/documents/qr-symbol.ts';
import { createCitizenFeed, type CitizenFeed } from './citizen-feed.ts';
import { ErrorBoundary } from './error-boundary.tsx';

/**
 * The citizen's window: it opens no store, knows no host and asks nothing of the network. All it has is what the officer's
 * window says, and all it does is answer.
 */
function showCitizen(): void {
  const element = document.getElementById('root');
  if (element === null) throw new Error('the page has no #root');
  const feed = createCitizenFeed({ channel: createWebCitizenChannel(), scheduler: systemScheduler });
  const i18n = createI18n('vi');
  document.title = i18n.t('citizen:title');
  createRoot(element).render(
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <UiProvider>
          <ErrorBoundary onError={() => undefined}>
            <Citizen feed={feed} onLanguage={(language) => void i18n.changeLanguage(language)} />
          </ErrorBoundary>
        </UiProvider>
      </I18nextProvider>
    </StrictMode>,
  );
  document.body.dataset['ready'] = 'true';
}

function Citizen(props: { readonly feed: CitizenFeed; readonly onLanguage: (language: 'vi' | 'en') => void }) {
  const { feed, onLanguage } = props;
  const view = useSyncExternalStore(feed.subscribe, feed.view);
  const language = view?.language ?? 'vi';
  useEffect(() => {
    document.documentElement.lang = language;
    onLanguage(language);
  }, [language, onLanguage]);
  return <CitizenScreen view={view} drawQr={drawQr} onAnswer={feed.answer} />;
}

const drawQr: DrawQr = (text) => ({ ...renderQrSvgPath(text), quiet: QR_QUIET_MODULES });

showCitizen();
followUpdate();
