import type { Translation } from '#renderer/i18n/translation.ts';
import type { reuse as original } from '#renderer/i18n/vi/reuse.ts';

export const reuse: Translation<typeof original> = {
  offer: 'Digitised before: dossier {{code}}, on {{on}}, {{pages}} pages',
  offerStored: 'In the citizen’s store: dossier {{code}}, digitised on {{on}}, {{pages}} pages',
  validUntil: 'May be used until the end of {{until}}',
  use: 'Use again',
  confirmTitle: 'Does the citizen agree that this digitised paper is used again?',
  confirmText:
    '“{{name}}” was digitised for dossier {{code}} on {{on}}. Ask whether the paper is still in force and unchanged, and whether it may be used again. The consent is recorded in the dossier with its time.',
  agree: 'The citizen agrees',
  decline: 'Do not use it',
  used: 'The digitised paper of dossier {{code}} is used again, with the citizen’s consent; no paper is needed.',
  storeConsent: 'The citizen agrees that digitised papers are kept in their electronic store',
  storeConsentDetail: 'They are kept only after the dossier is settled and the data are confirmed.',
};
