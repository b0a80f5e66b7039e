import type { Translation } from '#renderer/i18n/translation.ts';
import type { codes as original } from '#renderer/i18n/vi/codes.ts';

export const codes: Translation<typeof original> = {
  open: 'Read a code',
  title: 'Read a code by camera',
  hint: 'Hold the QR code of the identity card or the receipt in the middle of the picture, and keep it still.',
  fileTitle: 'No camera? Drop a picture of the code here, or paste one (Ctrl+V)',
  chooseFile: 'Choose picture',
  readingFile: 'Looking for a code in the picture…',
  noCodeInFile:
    'There is no code to be seen in the picture. Take it closer, with enough light and sharp, and try again.',
  unknownDossier:
    'This machine has no dossier with the code {{code}}. It may have been taken in at another counter or office: look it up at the province.',
  postalItem:
    'This is the postal item code {{code}}. This version has no use for postal item codes on this screen yet.',
  dialogOpen: 'A code was read but not opened, because a dialog is open. Close the dialog and read the code again.',
};
