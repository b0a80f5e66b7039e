import type { Translation } from '#renderer/i18n/translation.ts';
import type { findings as original } from '#renderer/i18n/vi/findings.ts';

export const findings: Translation<typeof original> = {
  title: 'Check of the data when the app was opened, {{time}}',
  banner: 'When the app was opened, it found and dealt with a problem in the data kept on this station.',
  open: 'See it in the queue',
  read: 'Read',
  torn: 'The last entry of the reserve journal was not written whole, usually because of a power cut or a sudden switch-off. The unfinished part was put aside. Paper is printed only after both places were written, so no printed dossier is concerned.',
  damaged:
    'Unreadable stretches of the reserve journal: {{count}}, perhaps because of a failing disk. The main store is complete and works as usual. Ask the administrator to check the disk.',
  restored: 'Entries that the main store lacked: {{count}}; they were brought back from the reserve journal.',
  replaced:
    'The main store was damaged and was made anew, whole, from the reserve journal. Only drafts that were not accepted yet may be gone.',
  unread:
    'Stretches of the reserve journal that could not be read while data were brought back: {{count}}, so dossiers may be missing. Compare the printed receipts with the list of dossiers (F3) and tell the administrator. Delete no data on this station.',
  missingScans:
    'Scans not sent yet that could not be brought back: {{count}}. Their dossiers will need attention when they are sent. Keep the paper and tell the supervisor.',
  nothingLost: 'No dossier, payment or scan was lost; intake goes on as usual.',
};
