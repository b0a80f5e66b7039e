import { Notice } from '#renderer/ui/notice.tsx';
import styles from './session.module.css';

/** A quiet page while something comes that only the network can bring. */
export function WaitingScreen({ text, cause }: { readonly text: string; readonly cause?: string | undefined }) {
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <Notice title={text} isAnnounced>
          {cause}
        </Notice>
      </div>
    </main>
  );
}
