import { Component, type ReactNode } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { RefreshCw } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import styles from './app.module.css';

interface ErrorBoundaryProps {
  readonly onError: (cause: unknown) => void;
  readonly children: ReactNode;
}

/** A defect in a screen ends here: logged once, and the officer is told that everything entered is kept. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidCatch(cause: unknown): void {
    this.props.onError(cause);
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <DefectNotice /> : this.props.children;
  }
}

function DefectNotice() {
  const { t } = useTranslation('common');
  return (
    <main className={styles.centre}>
      <Notice
        tone="danger"
        title={t('defect.title')}
        isAnnounced
        actions={
          <Button
            icon={RefreshCw}
            onClick={() => {
              location.reload();
            }}
          >
            {t('defect.again')}
          </Button>
        }
      >
        {t('defect.text')}
      </Notice>
    </main>
  );
}
