import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { catalogueSchema, officerSchema } from '#shared/domain/office.ts';
import { procedureSchema } from '#shared/domain/procedure.ts';
import { loadSampleProvince, parseOrThrow } from '#sync/gateway/sample-province/load-sample-province.ts';

const catalogue = await loadSampleProvince();

describe('loadSampleProvince', () => {
  it('gives a catalogue that the wire schema accepts unchanged', () => {
    expect(v.parse(catalogueSchema, catalogue)).toEqual(catalogue);
  });

  it('survives JSON, as it must to reach a station', () => {
    expect(JSON.parse(JSON.stringify(catalogue))).toEqual(catalogue);
  });

  it('gives the same catalogue every time', async () => {
    expect(await loadSampleProvince()).toEqual(catalogue);
  });

  it('lists each sector once, and every procedure under a listed sector', () => {
    const codes = catalogue.sectors.map(({ sectorCode }) => sectorCode);
    expect(new Set(codes).size).toBe(codes.length);
    const used = new Set(catalogue.procedures.map(({ sectorCode }) => sectorCode));
    expect([...used].sort()).toEqual([...codes].sort());
  });
});

describe('parseOrThrow', () => {
  it('names the file and the path of the bad value', () => {
    const [procedure] = catalogue.procedures;
    const broken = [{ ...procedure, setCount: 0 }];
    expect(() => parseOrThrow('procedures/g01.json', v.array(procedureSchema), broken)).toThrow(
      /^sample province: procedures\/g01\.json: 0\.setCount: /,
    );
  });

  it('names the root when the whole file is of the wrong kind', () => {
    expect(() => parseOrThrow('officers.json', v.array(officerSchema), {})).toThrow(
      /^sample province: officers\.json: \(root\): /,
    );
  });
});
