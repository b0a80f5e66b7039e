import { useQueries, useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import { useNow } from '#renderer/context/use-now.ts';
import { formatDateTime } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Bell } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import type { ShownAnnouncement } from '#renderer/data/queries/queries.ts';
import { isInForce } from '#shared/domain/announcement.ts';

const TONES = { info: 'info', important: 'warning', urgent: 'danger' } as const;

/** Every announcement of the province that is in force, those put away included. */
export function AnnouncementsPanel() {
  const { t } = useTranslation('province');
  const { officer } = useSession();
  const now = useNow();
  const announcements = (useQueries().useAnnouncements(officer.officerId) ?? []).filter((announcement) =>
    isInForce(announcement, now),
  );
  return (
    <Panel title={t('announcements')} icon={Bell}>
      {announcements.length === 0 && t('noAnnouncements')}
      {announcements.map((announcement) => (
        <AnnouncementNotice key={announcement.announcementId} announcement={announcement} />
      ))}
    </Panel>
  );
}

function AnnouncementNotice({ announcement }: { readonly announcement: ShownAnnouncement }) {
  const { t } = useTranslation('province');
  const session = useSession();
  const workflows = useWorkflows();
  const { announcementId, severity, title, text, issuedBy, validFrom, validUntil, isDismissed } = announcement;
  const from = formatDateTime(validFrom);
  return (
    <Notice
      tone={TONES[severity]}
      title={`${t(`severity.${severity}`)}: ${title}`}
      actions={
        isDismissed ? (
          <Badge>{t('isDismissed')}</Badge>
        ) : (
          <Button size="small" onClick={() => void workflows.dismissAnnouncement(session, announcementId)}>
            {t('dismiss')}
          </Button>
        )
      }
    >
      {text}
      <div>
        {validUntil === null
          ? t('issued', { issuedBy, from })
          : t('issuedUntil', { issuedBy, from, until: formatDateTime(validUntil) })}
      </div>
    </Notice>
  );
}
