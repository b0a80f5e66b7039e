import type { Translation } from '#renderer/i18n/translation.ts';
import type { supervision as original } from '#renderer/i18n/vi/supervision.ts';

export const supervision: Translation<typeof original> = {
  title: 'Supervision of the queue',
  waiting: 'Items waiting',
  held: 'Items that need attention',
  oldest: 'Longest wait',
  none: 'None',
  connection: 'Connection',
  lastContact: 'Last answer from the provincial system',
  never: 'Never',
  numbers: 'Numbers left today',
  unknown: 'Unknown',
  unprinted: 'Papers not printed',
  heldTitle: 'Dossiers with items that need attention',
  heldEmptyTitle: 'No dossier is held',
  heldEmptyText: 'When the provincial system does not take an item, its dossier is shown here with the reason.',
  setAsideTitle: 'Items set aside',
  setAsideEmptyTitle: 'No item has been set aside',
  setAsideEmptyText:
    'A refused item that a supervisor has set aside is shown here with the reason, who recorded it and when.',
  setAsideBy: 'Recorded by {{name}} at {{time}}. Reason given by the province: {{refusal}}',
  chainTitle: 'The chain of operations of this station does not fit',
  chainText:
    'The provincial system still takes the operations, but operation no. {{numbers}} does not follow on the one before it at this station. The data of this machine may have been restored from an older copy, or changed. Intake goes on as usual; ask the IT unit of the province to check this station.',
  chainSince: 'First reported: {{time}}.',
  openQueue: 'Open the queue',
  numberReport: 'Numbers of this station',
  numberReportEmptyTitle: 'No numbers yet',
  numberReportEmptyText: 'Each block the province leases is shown here: used, unused, returned.',
  numberKind: { leased: 'leased numbers', band: 'reserve band', provisional: 'provisional codes' },
  numberCounts: '{{used}} used, {{unused}} unused',
  numberState: {
    open: 'Open',
    returning: 'Closed, the province has not confirmed the return yet',
    returned: 'Unused numbers returned',
  },
};
