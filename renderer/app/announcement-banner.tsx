import { useQueries, useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import { useNow } from '#renderer/context/use-now.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Bell } from '#renderer/ui/icons.ts';
import { isInForce, type Announcement } from '#shared/domain/announcement.ts';

const TONES = { info: 'info', important: 'warning', urgent: 'danger' } as const satisfies Record<
  Announcement['severity'],
  string
>;

/** The most severe announcement that this officer has not put away. What came from outside is shown as plain text. */
export function AnnouncementBanner() {
  const { t } = useTranslation('province');
  const session = useSession();
  const workflows = useWorkflows();
  const now = useNow();
  const announcements = useQueries().useAnnouncements(session.officer.officerId) ?? [];
  const next = announcements.find((announcement) => !announcement.isDismissed && isInForce(announcement, now));
  if (next === undefined) return null;
  return (
    <Banner
      tone={TONES[next.severity]}
      icon={Bell}
      lead={`${t('announcement')}: ${next.title}.`}
      text={next.text}
      isWrapped
      action={
        <Button size="small" onClick={() => void workflows.dismissAnnouncement(session, next.announcementId)}>
          {t('dismiss')}
        </Button>
      }
    />
  );
}
