import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { fieldMark } from '#renderer/features/intake/focus-field.ts';
import { useShownProblem } from '#renderer/features/intake/problem-text.ts';
import { useIntakeState } from '#renderer/features/intake/use-intake.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { Check, Image } from '#renderer/ui/icons.ts';
import { NumberField } from '#renderer/ui/number-field.tsx';
import type { DraftComponent } from '#shared/domain/intake-draft.ts';
import { countPaperPages, pagesField } from '#shared/domain/page-rules.ts';
import styles from './pages.module.css';

const MOST_PAGES = 9_999;

/** How many pages the paper has, as the officer counts them, beside how many the images show. */
export function PageCount({ component }: { readonly component: DraftComponent }) {
  const { t } = useTranslation('pages');
  const { requirementId, pages, paperPageCount } = component;
  const editComponent = useIntakeState((state) => state.editComponent);
  const field = pagesField(requirementId);
  const problem = useShownProblem(field);
  const images = countPaperPages(pages);
  const isEqual = paperPageCount === images;
  return (
    <div className={styles.count} {...fieldMark(field)}>
      <div className={styles.countField}>
        <NumberField
          label={t('paperCount')}
          value={paperPageCount ?? undefined}
          min={1}
          max={MOST_PAGES}
          isRequired
          {...problem}
          onChange={(count) => {
            const typed = count === undefined || count < 1 ? null : Math.min(count, MOST_PAGES);
            editComponent(requirementId, { paperPageCount: typed });
          }}
        />
      </div>
      <div className={styles.countBadge}>
        <Badge tone={isEqual ? 'success' : 'neutral'} icon={isEqual ? Check : Image}>
          {isEqual ? t('imagesEqual', { count: images }) : t('images', { count: images })}
        </Badge>
      </div>
    </div>
  );
}
