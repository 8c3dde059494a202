import type { JsonObject } from '#values/json.ts';
import { describe, expect, it } from 'vitest';
import type { Values } from '#catalogue/catalogue.ts';
import { decodeSeries, encodeUpdate } from '#domain/series/series-codec.ts';
import { isBorrowed } from '#domain/lifetime/expiry.ts';
import { simulatePut } from '#domain/change/simulate-put.ts';
import { isVerified, verify } from '#domain/change/verify.ts';
import { sampleSeries } from '../samples/sample-series.ts';
import { Refusal } from './refusal.ts';
import { SandboxState } from './sandbox-state.ts';

const ZONE = 'Asia/Kolkata';
const NOW = Date.parse('2026-11-23T06:00:00Z');
const samples = sampleSeries({ now: NOW, zone: ZONE });

const EDITS: readonly Partial<Values>[] = [
  {},
  { description: 'Renamed' },
  { maxCreate: 2_000_000_000 },
  { validTillDate: '2027-03-04' },
  { validTillDate: null },
  { redemptionValidFrom: '2026-11-25' },
  { productInfo: [{ type: 'SKU', ids: [500_101] }] },
  { redemptionOrgEntityDetails: [{ type: 'STORE', id: 40 }] },
  { redemptionRange: { dom: [1], dow: [], hours: [9] } },
  { customPropertyMap: [{ key: 'season', value: 'Holi' }] },
];

type Put = (before: JsonObject, body: JsonObject, state: SandboxState) => JsonObject | null;

const embedded: Put = (before, body) => simulatePut(before, body, { now: NOW, clusterZone: ZONE });

/** The sandbox's series after a PUT; null if it refuses. Reads twice, because usage counters lag one read behind. */
const sandbox: Put = (before, body, state) => {
  const id = Number(before['id']);
  try {
    state.replace(id, body);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
  state.read(id);
  return state.read(id) ?? null;
};

describe.each([
  ['embedded', embedded, []],
  // The real API turns a borrowed end into the series' own end when it is sent back.
  ['sandbox', sandbox, ['fixedExpiryDate']],
] as const)('a save by the %s', (source, put, ofBorrowedEnd) => {
  it.each(EDITS)('of %j reports exactly what the API changed, for every sample', (edit) => {
    const state = new SandboxState({ series: samples, zone: ZONE, now: () => NOW });
    let [saved, borrowed] = [0, 0];
    for (const sample of samples) {
      const id = Number(sample['id']);
      const before = state.read(id) ?? {};
      const base = decodeSeries(before, ZONE);
      const encoded = encodeUpdate(base, { ...base.values, ...edit }, ZONE);
      const got = 'problems' in encoded ? null : put(before, encoded.body, state);
      if ('problems' in encoded || got === null) continue;
      const result = verify({ before, requested: encoded.body, got }, ZONE);
      const borrows = isBorrowed(base.values, ZONE) && edit.validTillDate === undefined;
      const fields = [...result.differences.map(({ field }) => field), ...result.unknownChanged.map(({ key }) => key)];
      expect(fields, String(id)).toEqual(borrows ? ofBorrowedEnd : []);
      if (source === 'embedded') expect(result.unverifiable, String(id)).toEqual([]);
      expect(isVerified(result), String(id)).toBe([...fields, ...result.unverifiable].length === 0);
      saved += 1;
      if (borrows) borrowed += 1;
    }
    expect(saved).toBeGreaterThan(40);
    expect(borrowed > 0).toBe(edit.validTillDate === undefined);
  });
});
