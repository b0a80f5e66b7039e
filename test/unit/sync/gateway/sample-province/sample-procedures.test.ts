import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { FeeRate, Procedure } from '#shared/domain/procedure.ts';
import { loadSampleProvince } from '#sync/gateway/sample-province/load-sample-province.ts';

const { procedures, sectors } = await loadSampleProvince();
const codes = new Set(procedures.map(({ procedureCode }) => procedureCode));
const rates = procedures.flatMap(({ feeRates }) => feeRates);
const components = procedures.flatMap((procedure) => procedure.components);
const exemptions = rates.flatMap((rate) => rate.exemptions);

interface Dated {
  readonly effectiveFrom: string;
  readonly effectiveUntil: string | null;
}
const endOf = ({ effectiveUntil }: Dated): string => effectiveUntil ?? '9999-12-31';
const overlap = (one: Dated, other: Dated): boolean =>
  one.effectiveFrom <= endOf(other) && other.effectiveFrom <= endOf(one);
const label = ({ procedureCode, procedureVersion }: Procedure): string => `${procedureCode} v${procedureVersion}`;
const named = (name: string): readonly FeeRate[] => rates.filter((rate) => rate.name === name);

function getProcedure(code: string, version = 1): Procedure {
  const found = procedures.find((it) => it.procedureCode === code && it.procedureVersion === version);
  if (!found) throw new Error(`no procedure ${code} v${version}`);
  return found;
}

describe('sample procedures, breadth', () => {
  it('holds at least 45 procedures over at least 9 sectors', () => {
    expect(codes.size).toBeGreaterThanOrEqual(45);
    expect(sectors.length).toBeGreaterThanOrEqual(9);
  });

  it('knows every kind of time limit, with the 15:00 rule on each same-day procedure', () => {
    const limits = procedures.map(({ processingTimeLimit }) => processingTimeLimit);
    expect(new Set(limits.map(({ kind }) => kind))).toEqual(
      new Set(['workingDays', 'workingHours', 'sameDay', 'calendarDays']),
    );
    const cutOffs = limits.flatMap((limit) => (limit.kind === 'sameDay' ? [limit.cutOff] : []));
    expect(new Set(cutOffs)).toEqual(new Set(['15:00']));
  });

  it('knows every fee formula, both legal kinds of money, full and partial reductions', () => {
    expect(new Set(rates.map(({ formula }) => formula.kind))).toEqual(
      new Set(['free', 'fixed', 'perUnit', 'pageTiers']),
    );
    expect(new Set(rates.map(({ kind }) => kind))).toEqual(new Set(['fee', 'charge']));
    expect(new Set(exemptions.map(({ reducedByPercent }) => reducedByPercent))).toEqual(new Set([40, 50, 100]));
  });

  it('asks for required and conditional papers, of all three copy kinds, some only to be shown', () => {
    expect(new Set(components.map(({ necessity }) => necessity))).toEqual(new Set(['required', 'conditional']));
    for (const copyKind of ['original', 'certifiedCopy', 'copy'] as const) {
      expect(components.filter(({ counts }) => counts[copyKind] > 0).length).toBeGreaterThan(0);
    }
    expect(components.some(({ isShownOnly }) => isShownOnly)).toBe(true);
    expect(components.some(({ counts }) => counts.original > 1)).toBe(true);
  });

  it('covers both levels and restricts channels: all three, not by post, not online, counter only (PO-10)', () => {
    expect(new Set(procedures.map(({ level }) => level))).toEqual(new Set(['province', 'commune']));
    expect(new Set(procedures.map(({ channels }) => channels.join('+')))).toEqual(
      new Set(['counter+online+post', 'counter+online', 'counter+post', 'counter']),
    );
  });
});

describe('sample procedures, integrity', () => {
  it('has each code and version once', () => {
    expect(new Set(procedures.map(label)).size).toBe(procedures.length);
  });

  it('numbers the versions of a code from 1 and lets no two be in force on one day', () => {
    for (const code of codes) {
      const versions = procedures.filter(({ procedureCode }) => procedureCode === code);
      expect(versions.map(({ procedureVersion }) => procedureVersion)).toEqual(versions.map((_, index) => index + 1));
      versions.slice(1).forEach((later, index) => {
        const earlier = versions[index];
        expect(earlier !== undefined && overlap(earlier, later), label(later)).toBe(false);
      });
    }
  });

  it.each(procedures.map((procedure) => [label(procedure), procedure] as const))(
    '%s: papers, channels and dates are coherent',
    (_, procedure) => {
      const ids = procedure.components.map(({ requirementId }) => requirementId);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { necessity, condition, counts } of procedure.components) {
        expect(condition !== undefined).toBe(necessity === 'conditional');
        expect(counts.original + counts.certifiedCopy + counts.copy).toBeGreaterThan(0);
      }
      expect(procedure.components.length).toBeGreaterThan(0);
      expect(new Set(procedure.channels).size).toBe(procedure.channels.length);
      expect(procedure.channels).toContain('counter');
      expect(procedure.effectiveFrom <= endOf(procedure)).toBe(true);
      expect(procedure.legalBasis.some((basis) => basis.includes('118/2025/NĐ-CP'))).toBe(true);
    },
  );

  it('names each fee rate once and lets no two dated lines of one name be in force on one day', () => {
    expect(new Set(rates.map(({ feeRateId }) => feeRateId)).size).toBe(rates.length);
    for (const { feeRates } of procedures) {
      feeRates.forEach((rate, index) => {
        expect(rate.effectiveFrom <= endOf(rate), rate.feeRateId).toBe(true);
        const clash = feeRates.slice(index + 1).filter((other) => other.name === rate.name && overlap(rate, other));
        expect(clash.map(({ feeRateId }) => feeRateId)).toEqual([]);
      });
    }
  });

  it('has a fee line in force on every day of every procedure from the day it starts', () => {
    for (const { feeRates, effectiveFrom, procedureCode } of procedures) {
      const inForce = feeRates.filter((rate) => rate.effectiveFrom <= effectiveFrom && effectiveFrom <= endOf(rate));
      expect(inForce.length, procedureCode).toBeGreaterThan(0);
      expect(
        feeRates.some(({ effectiveUntil }) => effectiveUntil === null),
        procedureCode,
      ).toBe(true);
    }
  });

  it('names each exemption once per rate, inside the dates of its rate', () => {
    for (const rate of rates) {
      const ids = rate.exemptions.map(({ exemptionId }) => exemptionId);
      expect(new Set(ids).size, rate.feeRateId).toBe(ids.length);
      for (const exemption of rate.exemptions) {
        expect(exemption.effectiveFrom <= endOf(exemption), exemption.exemptionId).toBe(true);
        expect(overlap(exemption, rate), exemption.exemptionId).toBe(true);
      }
    }
  });
});

describe('sample procedures, the facts they were chosen for', () => {
  it('2.000815 has two versions that meet on 01/11/2025 and charge by page with the cap (TT 226/2016 Đ4)', () => {
    expect(getProcedure('2.000815', 1).effectiveUntil).toBe('2025-10-31');
    expect(getProcedure('2.000815', 2).effectiveFrom).toBe('2025-11-01');
    expect(getProcedure('2.000815', 2).channels).toEqual(['counter']);
    expect(getProcedure('2.000815', 2).feeRates.map(({ formula }) => formula)).toEqual([
      {
        kind: 'pageTiers',
        tiers: [
          { upToPage: 2, amountPerPageVnd: 2000 },
          { upToPage: null, amountPerPageVnd: 1000 },
        ],
        capPerCopyVnd: 200_000,
      },
    ]);
  });

  it('2.000635 costs 8,000 đồng a copy (TT 281/2016 Đ4)', () => {
    expect(named('Phí cấp bản sao trích lục hộ tịch').map(({ formula }) => formula)).toEqual([
      { kind: 'perUnit', amountVnd: 8000, unitName: 'bản sao' },
    ]);
  });
});

describe('sample procedures, provenance', () => {
  it('names its source in every entry, and says what is uncertain where it is marked as sample', () => {
    for (const procedure of procedures) {
      expect(procedure.source.length, label(procedure)).toBeGreaterThan(40);
      if (procedure.isSample) {
        expect(procedure.source, label(procedure)).toMatch(
          /mẫu|chưa đối chiếu|chưa thấy|hiểu biết chung|chúng tôi|có thể đã đổi/i,
        );
      }
    }
  });

  it('marks every entry with an amount invented for the province as sample', () => {
    for (const procedure of procedures) {
      const isInvented = procedure.feeRates.some(({ legalBasis }) => legalBasis.includes('mẫu'));
      expect(isInvented && !procedure.isSample, label(procedure)).toBe(false);
    }
  });

  it('is listed in docs/catalogue.md, code by code', async () => {
    const text = await readFile(new URL('../../../../../docs/catalogue.md', import.meta.url), 'utf8');
    expect([...codes].filter((code) => !text.includes(`| ${code} |`))).toEqual([]);
  });

  it('keeps all text in composed Unicode (NFC), so that it searches and prints the same everywhere', () => {
    const text = JSON.stringify(procedures);
    expect(text.normalize('NFC')).toBe(text);
  });
});
