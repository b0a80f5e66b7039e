import { joinClasses } from './join-classes.ts';
import styles from './money.module.css';

export interface MoneyProps {
  /** Already formatted: `8.000 đ`. */
  readonly figures: string;
  /** The amount in words, where it is stated in full. */
  readonly words?: string | undefined;
  readonly isLarge?: boolean;
}

export function Money({ figures, words, isLarge = false }: MoneyProps) {
  return (
    <span className={joinClasses(styles.root, isLarge && styles.large)}>
      <span className={styles.figures}>{figures}</span>
      {words !== undefined && <span className={styles.words}>{words}</span>}
    </span>
  );
}
