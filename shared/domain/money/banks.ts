/**
 * Banks by the six digits (BIN) that name them in a VietQR code. Source: a public list of the members of NAPAS (not the
 * official one, which is not published); a bank that is missing can still be paid, its number stands in for its name.
 */
export const BANKS: ReadonlyMap<string, string> = new Map([
  ['970400', 'SaigonBank'],
  ['970403', 'Sacombank'],
  ['970405', 'Agribank'],
  ['970406', 'Đông Á'],
  ['970407', 'Techcombank'],
  ['970408', 'GPBank'],
  ['970409', 'Bắc Á'],
  ['970412', 'PVcomBank'],
  ['970415', 'VietinBank'],
  ['970416', 'ACB'],
  ['970418', 'BIDV'],
  ['970419', 'NCB'],
  ['970421', 'VRB'],
  ['970422', 'MB'],
  ['970423', 'TPBank'],
  ['970424', 'Shinhan'],
  ['970425', 'ABBank'],
  ['970426', 'MSB'],
  ['970427', 'Việt Á'],
  ['970428', 'Nam Á'],
  ['970429', 'SCB'],
  ['970430', 'PGBank'],
  ['970431', 'Eximbank'],
  ['970432', 'VPBank'],
  ['970434', 'Indovina'],
  ['970436', 'Vietcombank'],
  ['970437', 'HDBank'],
  ['970438', 'Bảo Việt'],
  ['970440', 'SeABank'],
  ['970441', 'VIB'],
  ['970442', 'Hong Leong'],
  ['970443', 'SHB'],
  ['970446', 'Co-opBank'],
  ['970448', 'OCB'],
  ['970449', 'LPBank'],
  ['970452', 'Kiên Long'],
  ['970454', 'Bản Việt'],
  ['970457', 'Woori'],
  ['970458', 'UOB'],
]);

/** The name to show for a BIN; the BIN itself when the bank is not listed. */
export function toBankName(bankBin: string): string {
  return BANKS.get(bankBin) ?? bankBin;
}
