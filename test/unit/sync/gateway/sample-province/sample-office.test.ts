import { pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isoWeekday } from '#shared/kernel/instant.ts';
import { loadSampleProvince } from '#sync/gateway/sample-province/load-sample-province.ts';

const catalogue = await loadSampleProvince();
const { office, officers, workCalendar } = catalogue;
/** The PIN that docs/catalogue.md gives for all four sample accounts. */
const DOCUMENTED_PIN = '246810';

describe('sample office', () => {
  it('is an invented place by name, and marked so that every paper and screen says DỮ LIỆU MẪU', () => {
    expect(office.isSample).toBe(true);
    expect(office.isSample).toBe(true);
    for (const name of [office.name, office.superiorBody, office.provinceName]) expect(name).toMatch(/ Mẫu$/);
  });

  it('carries an agency code outside the provinces H01–H63, and no reachable address', () => {
    expect(office.agencyCode).toBe('H99.01');
    expect(office.portalAddress).toMatch(/\.example$/);
    expect(office.phone).toMatch(/^0000 /);
    expect(office.hotline).toMatch(/^0000 /);
  });
});

describe('sample fee receipts', () => {
  it('are made by the gateway, in the name of an invented body with a well-formed tax code', () => {
    const { feeReceipts } = catalogue;
    expect(feeReceipts).toMatchObject({ policy: 'provisional', formSymbol: 'EBL01', serialLetters: 'TAA' });
    const { name = '', taxCode = '' } = feeReceipts?.collectingBody ?? {};
    expect(name).toMatch(/ Mẫu \(DỮ LIỆU MẪU\)$/);
    // The tenth digit is 10 less the weighted sum of the nine before it, modulo 11.
    const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
    const sum = weights.reduce((total, weight, place) => total + weight * Number(taxCode[place]), 0);
    expect(taxCode).toHaveLength(10);
    expect(Number(taxCode[9])).toBe(10 - (sum % 11));
  });
});

describe('sample officers', () => {
  it('are two intake officers, one of postal staff and one supervisor', () => {
    expect(officers.map(({ role }) => role)).toEqual(['intakeOfficer', 'intakeOfficer', 'postalStaff', 'supervisor']);
  });

  it('are marked as sample and have ids, user names and salts of their own', () => {
    for (const { fullName } of officers) expect(fullName).toMatch(/Mẫu \S+ \(mẫu\)$/);
    for (const values of [
      officers.map(({ officerId }) => officerId),
      officers.map(({ userName }) => userName),
      officers.map(({ pinVerifier }) => pinVerifier.salt),
    ]) {
      expect(new Set<string>(values).size).toBe(officers.length);
    }
  });

  it('sign in with the documented PIN, which stands nowhere in the data', () => {
    for (const { pinVerifier } of officers) {
      const { iterations, salt, hash } = pinVerifier;
      expect(iterations).toBe(100_000);
      expect(pbkdf2Sync(DOCUMENTED_PIN, Buffer.from(salt, 'hex'), iterations, 32, 'sha256').toString('hex')).toBe(hash);
    }
    expect(JSON.stringify(catalogue)).not.toContain(DOCUMENTED_PIN);
  });
});

describe('sample work calendar', () => {
  const holidays = workCalendar.holidays.map(({ on }) => on);

  it('lists holidays in order, once each, for 2026 to 2028', () => {
    expect([...new Set(holidays)].sort()).toEqual(holidays);
    expect([...new Set(holidays.map((on) => on.slice(0, 4)))]).toEqual(['2026', '2027', '2028']);
  });

  it('names a source for every day and marks the computed Tết of 2027 and 2028 as unconfirmed', () => {
    const days = [...workCalendar.holidays, ...workCalendar.swapDays];
    expect(days.filter(({ source }) => source.length < 20)).toEqual([]);
    const tet = workCalendar.holidays.filter(({ name }) => name.includes('Tết Nguyên đán'));
    const unconfirmed = tet.filter(({ isConfirmed }) => !isConfirmed).map(({ on }) => on.slice(0, 4));
    expect(new Set(unconfirmed)).toEqual(new Set(['2027', '2028']));
  });

  it.each([
    ['2026-04-27', 'Hùng Kings on a Sunday'],
    ['2027-05-03', '1 May on a Saturday'],
    ['2028-01-03', 'New Year on a Saturday'],
    ['2028-05-02', '30 April on a Sunday, 1 May on Monday'],
    ['2028-09-04', '2 September on a Saturday'],
  ])('gives %s off in place of %s (Bộ luật Lao động Đ111.3)', (on) => {
    expect(holidays).toContain(on);
  });

  it('knows 24/11, Vietnam Culture Day, in each year', () => {
    expect(holidays.filter((on) => on.endsWith('-11-24'))).toEqual(['2026-11-24', '2027-11-24', '2028-11-24']);
  });

  it('makes up a working day taken off only on a weekly rest day', () => {
    for (const { on } of workCalendar.swapDays) expect(workCalendar.workingWeekdays).not.toContain(isoWeekday(on));
  });

  it('has ordered sessions of 8 hours in all and an online cut-off inside the day', () => {
    expect(workCalendar.sessions).toEqual([
      { from: '07:00', to: '11:30' },
      { from: '13:30', to: '17:00' },
    ]);
    expect(workCalendar.onlineCutOff).toBe('17:00');
  });
});
