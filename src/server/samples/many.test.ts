import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeSeries } from '#domain/series/series-codec.ts';
import type { Series } from '#domain/series/series.ts';
import { statusOf } from '#domain/lifetime/status.ts';
import { validate } from '#domain/rules/validate.ts';
import { seriesOrigin } from '../database/series-origin.ts';
import { listRows } from '../series/series-list.ts';
import { getRows, hasRows } from '../series/series-store.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { addSamples } from './add-samples.ts';
import { plain } from './build-series.ts';
import { manySeries, sampleSeries } from './sample-series.ts';

const clock = { now: Date.parse('2026-11-23T06:00:00Z'), zone: 'Asia/Kolkata' };

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('yields the samples first, the same series at every call, with unique ids and codes', () => {
  const generated = [...manySeries(clock, 2000)];
  expect(generated).toHaveLength(2000);
  expect(generated.slice(0, sampleSeries(clock).length)).toEqual(sampleSeries(clock));
  expect([...manySeries(clock, 2000)].at(-1)).toEqual(generated.at(-1));
  expect([...manySeries(clock, 3)]).toEqual(generated.slice(0, 3));
  const generic = generated.filter((series) => series['clientHandlingType'] === 'GENERIC');
  for (const values of [
    generated.map((series) => series['id']),
    generated.map((series) => series['seriesCode']),
    generic.map((series) => series['genericCode']),
  ])
    expect(new Set(values).size).toBe(values.length);
});

it('generates readable and varied series', () => {
  const generated = [...manySeries(clock, 530)].slice(sampleSeries(clock).length);
  for (const series of generated) expect(decodeSeries(series, clock.zone).unreadable).toEqual({});
  for (const key of ['clientHandlingType', 'discountType', 'expiryStrategyType', 'validTillDate', 'redemptionRange'])
    expect(new Set(generated.map((series) => series[key])).size, key).toBeGreaterThan(1);
  const issued = generated.map((series) => [series['numIssued'], series['maxCreate']] as [number, number]);
  for (const [count, limit] of issued) if (limit !== -1) expect(count).toBeLessThanOrEqual(limit);
});

describe('two thousand generated series', () => {
  const context = { now: clock.now, clusterZone: clock.zone, storeZone: clock.zone };
  const wires = [...manySeries(clock, 2000 + sampleSeries(clock).length)].slice(sampleSeries(clock).length);
  const generated = wires.map((wire) => decodeSeries(wire, clock.zone));

  it('have no unreadable values and no errors', () => {
    const empty = decodeSeries({}, clock.zone);
    for (const series of generated) {
      expect(series.unreadable).toEqual({});
      // Validates as if every field was just entered. `fewer-than-issued` needs a series with issued coupons.
      const issues = validate({ ...empty, wire: series.wire }, series.values, context);
      const errors = issues.filter(({ severity, rule }) => severity === 'error' && rule !== 'fewer-than-issued');
      expect(errors, JSON.stringify(series.wire)).toEqual([]);
    }
  });

  it('are mostly ended, partly live, and a few have warnings', () => {
    const share = (matches: (series: Series) => boolean) => generated.filter(matches).length / generated.length;
    const statusShare = (name: string) => share(({ values }) => statusOf(values, context).status === name);
    expect(statusShare('ended')).toBeGreaterThan(0.5);
    expect(statusShare('live')).toBeGreaterThan(0.15);
    expect(statusShare('scheduled')).toBeGreaterThan(0.01);
    expect(statusShare('limitReached')).toBeGreaterThan(0.001);
    const warningShare = share((series) => validate(series, series.values, context).length > 0);
    expect(warningShare).toBeGreaterThan(0.02);
    expect(warningShare).toBeLessThan(0.1);
  });

  it('have a long-tailed distribution of issued coupons, and dates in the past', () => {
    const issuedCounts = wires.map((wire) => Number(wire['numIssued'])).toSorted((a, b) => a - b);
    expect(issuedCounts[1000]).toBeLessThan(2000);
    expect(issuedCounts.at(-1)).toBeGreaterThan(100_000);
    for (const wire of wires) {
      expect(Date.parse(plain(wire['createdOn']))).toBeLessThan(clock.now);
      expect(Date.parse(plain(wire['lastUsed']))).toBeGreaterThanOrEqual(Date.parse(plain(wire['createdOn'])));
    }
  });

  it('have names that differ in more than numbers', () => {
    const names = wires.map((wire) => plain(wire['description']).replace(/\d/g, ''));
    expect(new Set(names).size).toBeGreaterThan(0.99 * names.length);
  });
});

it('fills only an empty database, reports progress, and leaves nothing if it is stopped', async () => {
  const { db } = database.connection;
  const stopped = addSamples(db, 1_000_000, clock.zone, { say: () => {}, stopping: AbortSignal.abort() });
  await expect(stopped).rejects.toThrow('aborted');
  expect([await hasRows(db, 'embedded'), await seriesOrigin(db)]).toEqual([false, null]);
  const lines: string[] = [];
  const add = (amount: 'on' | number) => addSamples(db, amount, clock.zone, { say: (line) => lines.push(line) });
  await add(620);
  expect(lines).toEqual(['Created 620 of 620 sample series.']);
  expect(await seriesOrigin(db)).toBe('Sample data');
  await add('on');
  const [last] = [...manySeries({ ...clock, now: Date.now() }, 620)].slice(-1);
  expect(await getRows(db, [Number(last?.['id'])], 'embedded')).toHaveLength(1);
  const query = { q: '', sort: 'name', limit: 2000, cursor: null, now: clock.now } as const;
  expect((await listRows(db, query, 'embedded')).items).toHaveLength(620);
});
