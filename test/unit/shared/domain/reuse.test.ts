import { describe, expect, it } from 'vitest';
import { addMonths } from '#shared/domain/calendar-date.ts';
import { findReusable, reuseFile, type DigitisedPaper } from '#shared/domain/reuse.ts';
import { checkComponents } from '#shared/domain/component-rules.ts';
import type { DossierComponentId, DossierId, Sha256 } from '#shared/kernel/ids.ts';
import { at, date, id, NOW, procedure, readyDraft } from './samples.ts';

function paper(n: number, changes: Partial<DigitisedPaper> = {}): DigitisedPaper {
  return {
    dossierId: id(100 + n) as DossierId,
    dossierCode: `H99.01-261001-${String(n).padStart(4, '0')}`,
    componentId: id(200 + n) as DossierComponentId,
    name: 'Giấy khai sinh (mẫu)',
    digitisedAt: at('2026-10-01 09:00'),
    hash: String(n).padStart(64, 'a') as Sha256,
    sizeBytes: 1_000,
    pageCount: 2,
    ...changes,
  };
}

const TODAY = date('2026-11-20');
const offered = (here: readonly DigitisedPaper[], citizenStore: readonly DigitisedPaper[] = [], on = TODAY) =>
  findReusable({ here, citizenStore }, 'Giấy khai sinh (mẫu)', on);

describe('papers that need not be handed over again (IN-21)', () => {
  it('are those of the same name, whatever marks and capitals it is written with', () => {
    const same = paper(1, { name: 'GIẤY KHAI SINH (MẪU)' });
    const other = paper(2, { name: 'Giấy chứng tử (mẫu)' });
    expect(offered([same, other]).map(({ hash }) => hash)).toEqual([same.hash]);
  });

  it('are offered for six months after they were digitised, the last day included', () => {
    const made = paper(1, { digitisedAt: at('2026-05-20 23:30') });
    expect(offered([made], [], date('2026-11-20'))).toMatchObject([{ validUntil: '2026-11-20' }]);
    expect(offered([made], [], date('2026-11-21'))).toEqual([]);
  });

  it.each(['Tờ khai đăng ký khai sinh', 'Đơn đề nghị cấp giấy phép', 'Phiếu yêu cầu', 'Văn bản đề nghị gia hạn'])(
    'are no applications, which are written for one request (%s)',
    (name) => {
      expect(findReusable({ here: [paper(1, { name })], citizenStore: [] }, name, TODAY)).toEqual([]);
    },
  );

  it('come newest first, and one that is known here and at the province comes once', () => {
    const old = paper(1, { digitisedAt: at('2026-08-01 09:00') });
    const fresh = paper(2, { digitisedAt: at('2026-11-01 09:00') });
    const elsewhere = paper(3, { digitisedAt: at('2026-09-01 09:00') });
    const found = offered([old, fresh], [elsewhere, fresh]);
    expect(found.map(({ hash, source }) => [hash, source])).toEqual([
      [fresh.hash, 'here'],
      [elsewhere.hash, 'citizenStore'],
      [old.hash, 'here'],
    ]);
  });

  it('stand in for the paper: no sheets are asked for, and the consent is kept with its time (DG-08)', () => {
    const [reusable] = offered([paper(1)]);
    if (reusable === undefined) throw new Error('nothing offered');
    const file = reuseFile(reusable, NOW);
    expect(file).toMatchObject({
      hash: reusable.hash,
      mediaType: 'application/pdf',
      pageCount: 2,
      reusedFrom: { dossierId: reusable.dossierId, source: 'here', consentAt: NOW },
    });
    const withFile = (files: readonly (typeof file)[]) =>
      readyDraft().components.map((component) => ({
        ...component,
        isReceived: true,
        received: { original: 0, certifiedCopy: 0, copy: 0 },
        files: [...files],
      }));
    const codes = (components: ReturnType<typeof withFile>) =>
      checkComponents(components, procedure).map(({ code }) => code);
    expect(codes(withFile([]))).toContain('componentWithoutSheets');
    expect(codes(withFile([file]))).not.toContain('componentWithoutSheets');
  });
});

describe('months', () => {
  it.each([
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-07-15', 6, '2027-01-15'],
    ['2026-12-31', 0, '2026-12-31'],
    ['2026-06-30', 6, '2026-12-30'],
    ['2026-10-31', 1, '2026-11-30'],
  ])('%s and %d months is %s', (from, months, expected) => {
    expect(addMonths(date(from), months)).toBe(expected);
  });
});
