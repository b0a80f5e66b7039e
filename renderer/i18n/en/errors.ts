import type { Translation } from '#renderer/i18n/translation.ts';
import type { errors as original } from '#renderer/i18n/vi/errors.ts';

/** One entry per error code: what happened, what it means, what to do. Never blame, never a code alone. */
export const errors: Translation<typeof original> = {
  unknown: 'This could not be done. Nothing that was typed is lost. Try again; if it goes on, tell the administrator.',
  // store
  storageFull:
    'The disk of this machine is full, so nothing was saved. What was typed is still on the screen. Delete other files on the machine and try again.',
  storageFailed:
    'The local store could not be written. What was typed is still on the screen. Try again; if it goes on, stop intake on this machine and tell the administrator.',
  journalFailed:
    'The backup journal of this machine could not be written, so nothing was printed. Check that the disk has free space and try again. Before entering the dossier anew, look for it under Dossiers.',
  damagedRow: 'This record cannot be read. It is kept as it is for the administrator.',
  alreadyAccepted:
    'This dossier has already been accepted in another window. Open Dossiers to see its code and print the receipt.',
  numberTaken: 'No dossier number could be taken because another window keeps taking them. Press again.',
  notEnrolled: 'This station is not enrolled with the provincial system. It must be connected once to enrol.',
  unknownProcedureVersion:
    'The chosen procedure is no longer in this machine’s catalogue. Choose the procedure again; everything else is kept.',
  intakeHasProblems: 'Required information is missing. The list on the right shows what.',
  dossierAlreadyRecorded: 'The dossier of this draft is already recorded. Open Dossiers.',
  stationOfAnotherAgency: 'This station is enrolled for another agency. Tell the administrator.',
  numberOfAnotherDay: 'The leased number does not belong to today. Check the machine’s clock and press again.',
  noWorkingDay: 'The working calendar has no working day, so no due date can be given. Tell the administrator.',
  noOfficeHours: 'The working calendar has no office hours, so no due date can be given. Tell the administrator.',
  termTooLong: 'The time limit in the catalogue is too long to give a due date. Tell the administrator.',
  reasonNotInWords: 'The reason must be in words that the citizen understands, not only a code.',
  reasonTooShort: 'The reason needs at least 10 characters so that the citizen understands it.',
  nothingMissing: 'All papers are there; there is nothing to request.',
  requirementUnknown: 'Only papers on the list of the procedure may be requested.',
  // sign-in
  unknownOfficer: 'This account is no longer on the list of this machine.',
  officerBlocked:
    'The provincial system has blocked this account, so it cannot sign in, not even without a network. Ask the administrator.',
  wrongPin: 'The PIN is not right. Type it again.',
  enrolmentFailed: 'The enrolment code was not accepted. Check the code or ask for a new one.',
  // differences from the province
  unknownConflict: 'This difference is not on this machine. Open the dossier again.',
  conflictAlreadyResolved: 'This difference has been decided in another window. Open the dossier again to see it.',
  choiceMissing: 'Not every field has a choice yet. Choose for each field, then record the decision.',
  unknownNotice: 'This message cannot be read on this machine. The data are kept for the administrator.',
  noticeAddressWrong: 'The address is not right: one e-mail address, or one Vietnamese mobile number of ten digits.',
  // files
  fileEmpty: 'The file is empty (0 bytes). Scan or copy it again.',
  fileTooLarge:
    'The file has {{size}}, more than the allowed {{max}}. Scan again at 200–300 dpi or save a smaller picture.',
  fileUnreadable: 'The file cannot be read. It may have been moved, or its device was removed.',
  imageDamaged: 'The picture is damaged and cannot be opened. Scan or photograph it again.',
  imageTooLarge:
    'The picture has {{megapixels}} megapixels, more than the limit of {{maxMegapixels}}. Scan it again at 200–300 dpi or save it smaller.',
  tiffNotRead: 'This kind of TIFF file cannot be read. Save it as PDF or JPEG, or scan the paper.',
  tiffPageDamaged:
    'Page {{page}} of the TIFF file is damaged. The pages before it are attached. Scan again from this page.',
  heicNotRead:
    'HEIC pictures of phones cannot be read. On an iPhone choose Settings › Camera › Formats › Most Compatible and take the picture again, or send it as JPEG.',
  unknownFileType: 'Only JPEG, PNG and TIFF pictures and PDF files are accepted. This file holds something else.',
  pdfDamaged: 'The PDF file is damaged and cannot be opened. Scan again or ask for another file.',
  pdfEncrypted: 'The PDF file has a password, so it cannot be checked. Remove the password or scan the paper.',
  notAPdf: 'The file is named PDF, but its content is not a PDF.',
  pdfEmpty: 'The PDF file has no pages.',
  diskAlmostFull:
    'Only {{free}} are left on the disk. The scan was not saved, to keep room for dossiers. Delete other files on the machine.',
  cameraUnavailable: 'The camera cannot be opened. Check the cable, or whether another program is using it.',
  // digitising
  notDigitised: 'This component has no PDF yet. Wait until it is digitised, then confirm its data.',
  extractionEmpty: 'There is no data to confirm.',
  extractionHasProblems: 'Some of the data are not right. Check the fields.',
  alreadyDigitised: 'The PDF of this component was made in another window. Open the dossier again.',
  unknownComponent: 'The dossier of this component cannot be read. The data is kept for the administrator.',
  pageLost:
    'The picture of a scanned page is no longer whole on this machine. The other pages are kept. Tell the administrator and keep the paper.',
  pageUnreadable:
    'The picture of a scanned page is damaged and cannot go into the PDF. All pages are kept. Tell the administrator and keep the paper.',
  componentTooLarge:
    'The PDF of the component is over 100 MB, which the province does not take. All pages are kept. Tell the administrator.',
  papersStopped: 'The part of the app that makes PDFs has stopped. All pages are kept; the app tries again by itself.',
  digitisingStopped: 'Digitising in the background is paused. It goes on once it is allowed again.',
  fileRetired:
    'This PDF is at the province and has left this machine by the retention rule. Look at it at the province.',
  alreadyRated: 'This dossier has been rated already. Each dossier code is rated once.',
  unknownDossierCode: 'No dossier with this code was found on this machine, so the rating was not recorded.',
  // codes read
  notAnIdCard: 'This is not the QR code of an identity card. Read the side of the card that has the QR code.',
  malformedIdCard: 'The QR code of the identity card was read only in part. Read it again or type the details.',
  isDossierCode: 'This is a dossier code from a receipt, not an identity card. Open the dossier under Dossiers (F3).',
  isPaymentQr: 'This is a VietQR payment code, not an identity card.',
  isUrl: 'This is a web address, not an identity card.',
  garbledByInputMethod:
    'The Vietnamese input method has spoilt the code. Switch it off (to EN) and read the code again, or use the camera (F8).',
  unknownCode:
    'This is no code of an identity card, a receipt or a postal item. Nothing that was typed has changed. Read the right code.',
  damagedItemCode:
    'The postal item code was misread (wrong check digit). Read it again or look at the digits below it.',
  cardDuringAcceptance:
    'The card was read while the dossier before was still being accepted, and was not used. Finish that dossier, then read the card again.',
  notAPicture: 'This file is no picture, or it is damaged. Choose another JPEG or PNG picture.',
  codesUnavailable:
    'The code reading part of the app does not run. Type the details; if it stays so, tell the administrator.',
  // printing
  noPrinter:
    'There is no printer for this paper; choose one in the settings. The dossier is saved; the receipt can be printed at any time.',
  printerUnavailable: 'The printer does not answer. The dossier is saved. Check the printer and press Print again.',
  spoolerFailed: 'The printing system refused the job. The dossier is saved. Check the printer and press Print again.',
  contentNotSupported: 'The chosen printer cannot print this kind of paper. Choose another one under Settings.',
  earlierPrintWaiting:
    'The earlier copy still waits at the printer and could not be cancelled, so nothing more was printed. Wait for it, or remove that job on this machine and press Print again.',
  printerGaveUp: 'The printer has given this job up. The dossier is saved. Check the printer and press Print again.',
  printCancelled:
    'The job was cancelled before the paper came out. The dossier is saved. Press Print again to print it.',
  diskFull:
    'The disk is full, so the receipt file was not saved. The dossier is saved. Delete other files and press Print again.',
  notWritable:
    'The paper could not be written to its folder. The dossier is stored. Check the folder (or choose another one) and try again.',
  cancelled: 'The file was not saved.',
  paperNotDrawn: 'The paper could not be prepared for printing. The dossier is saved. Press Print again.',
  unknownDocument: 'The content of the issued paper was not found.',
  oneDossierOnly: 'Only one dossier of this person was accepted at this station today, so no joint receipt is needed.',
  // money
  receiptNumberTaken: 'No slip number could be drawn because another window keeps drawing numbers. Press again.',
  shiftClosed:
    'The shift is closed, so nothing was recorded. Begin a new shift under Fees & shift (F6) and press again.',
  shiftNotOpened: 'The shift is not open. Count the float and open the shift first.',
  shiftAlreadyOpened: 'This shift is open already.',
  shiftNotClosed: 'This shift is not closed, so nothing is to be corrected. Enter the item in the shift itself.',
  shiftHasUnsettled: 'A payment is half entered or waits for consent. Finish or drop it, then close the shift.',
  unknownShift: 'This shift is not on the machine.',
  nothingOwed: 'Nothing is owed for the dossier any more.',
  amountNotPositive: 'The amount has to be above 0.',
  amountNegative: 'The amount cannot be below 0.',
  amountNotWhole: 'The amount has to be in whole đồng.',
  amountAboveOwed: 'The amount is above what is still owed.',
  tenderedNotWhole: 'The money tendered has to be in whole đồng.',
  tenderedTooLittle: 'Less was tendered than is taken.',
  payerNameMissing: 'Enter the name of the person or organisation that pays.',
  feeChanged:
    'What is owed has changed since the citizen was told. Look at the new amount on the screen, tell the citizen and press again.',
  moreThanInDrawer: 'There is not that much cash in the drawer.',
  reasonTooLong: 'The reason has at most 500 characters.',
  approvalMissing: 'This needs the consent of a second officer, given with the own PIN.',
  approverIsRecorder: 'The one who consents has to be another officer than the one who records.',
  alreadyVoided: 'This payment is voided already.',
  refundAbovePaid: 'The refund is above what is left of the payment.',
  transferNotConfirmed:
    'The transfer is not confirmed, so it cannot be refunded. Confirm it first, or void the payment.',
  alreadyConfirmed: 'This transfer is confirmed already.',
  notATransfer: 'This payment is not a transfer.',
  bankReferenceMissing: "Enter the bank's reference.",
  bankReferenceUsed: 'This reference has confirmed another payment.',
  receivedInFuture: 'The money cannot have come after today.',
  correctionBeforeShift: 'The date of the item cannot be before the shift.',
  correctionInFuture: 'The date of the item cannot be after today.',
  notesMiscounted: 'The number of notes of a denomination is not right. Look again.',
  handedOverToSelf: 'The drawer has to be handed over to another officer.',
  differenceReasonMissing: 'What was counted is not what must be there. Enter the reason for the difference.',
  unknownDossier: 'This dossier cannot be read on the machine.',
  noFeePaperYet: 'This payment has no slip or receipt number yet: it can be printed once it is confirmed.',
  dailySummaryNeedsProvince:
    'The daily table is made by the province: this needs a connection to the province. Check the network and press again.',
  noReceiptsOnDay: 'The province has no fee receipt made or cancelled on this day, so there is no table to print.',
  officialReceiptsOff: 'The agency is not set up for electronic fee receipts. Tell the administrator of the province.',
  unknownPayment: 'This payment is not on the machine.',
  bankFileHasNoHead:
    'The line with the column names (date, credit, description) was not found in the file. Export the statement as CSV again.',
  bankFileHasNoRows: 'The statement has no money that came in.',
  // sync
  notRepairable: 'This cannot be put right at the counter.',
  noOtherVersion:
    'There is no other version of the procedure in this station’s catalogue. Wait for the province’s new catalogue and try again.',
  notHeld: 'This item no longer needs attention: it was sent again or repaired in another window.',
  onlySupervisor: 'Only the supervisor of the one-stop shop may set an item aside. Ask the supervisor to sign in.',
  notToBeSetAside: 'This item can still be sent or corrected, so it is not set aside.',
  setAsideReasonMissing: 'Give the reason, at most 500 characters.',
  notYetContacted: 'There has been no answer from the provincial system since the app was opened.',
  unreachable: 'The provincial system cannot be reached.',
  timedOut: 'The provincial system did not answer in time.',
  serverError: 'The provincial system has a fault.',
  busy: 'The provincial system is busy.',
  notTheGateway:
    'Something on the network answers in place of the provincial system (perhaps a network sign-in page). Check the network.',
  unsteady: 'The network comes and goes. The app sends what it can; nothing else needs doing.',
  sessionExpired: 'The station’s session with the provincial system has expired and could not be renewed.',
  stationBlocked: 'The provincial system has blocked this station. Contact the provincial administrator.',
  protocolTooOld: 'This version of the app is too old for the provincial system. The app must be updated.',
  enrolmentInvalid: 'The provincial system does not recognise this station. Contact the provincial administrator.',
  gatewayRefused:
    'The provincial system refuses requests of this kind. The items stay in the queue. Contact the provincial administrator.',
  rejected: 'The provincial system refused the request.',
};
