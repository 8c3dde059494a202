import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeSeries } from '#domain/series/series-codec.ts';
import type { Series } from '#domain/series/series.ts';
import { statusOf } from '#domain/lifetime/status.ts';
import { validate } from '#domain/rules/validate.ts';
import { getRows, listRows } from '../series/series-store.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { addSamples } from './add-samples.ts';
import { plain } from './build-series.ts';
import { manySeries, sampleSeries } from './sample-series.ts';

const when = { now: Date.parse('2026-11-23T06:00:00Z'), zone: 'Asia/Kolkata' };

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('as many as asked for are the samples first, always the same, and each with an id and codes of its own', () => {
  const made = [...manySeries(when, 2000)];
  expect(made).toHaveLength(2000);
  expect(made.slice(0, sampleSeries(when).length)).toEqual(sampleSeries(when));
  expect([...manySeries(when, 2000)].at(-1)).toEqual(made.at(-1));
  expect([...manySeries(when, 3)]).toEqual(made.slice(0, 3));
  const generic = made.filter((series) => series['clientHandlingType'] === 'GENERIC');
  for (const values of [
    made.map((series) => series['id']),
    made.map((series) => series['seriesCode']),
    generic.map((series) => series['genericCode']),
  ])
    expect(new Set(values).size).toBe(values.length);
});

it('they can all be read, and are not all alike', () => {
  const made = [...manySeries(when, 530)].slice(sampleSeries(when).length);
  for (const series of made) expect(decodeSeries(series, when.zone).unreadable).toEqual({});
  for (const key of ['clientHandlingType', 'discountType', 'expiryStrategyType', 'validTillDate', 'redemptionRange'])
    expect(new Set(made.map((series) => series[key])).size, key).toBeGreaterThan(1);
  const issued = made.map((series) => [series['numIssued'], series['maxCreate']] as [number, number]);
  for (const [count, limit] of issued) if (limit !== -1) expect(count).toBeLessThanOrEqual(limit);
});

describe('two thousand of them', () => {
  const circumstances = { now: when.now, clusterZone: when.zone };
  const wires = [...manySeries(when, 2000 + sampleSeries(when).length)].slice(sampleSeries(when).length);
  const made = wires.map((wire) => decodeSeries(wire, when.zone));

  it('can be read, and hold nothing that a form would refuse', () => {
    const empty = decodeSeries({}, when.zone);
    for (const series of made) {
      expect(series.unreadable).toEqual({});
      // As if every field had just been filled in; only coupons issued up to the limit come later than that.
      const issues = validate({ ...empty, wire: series.wire }, series.values, circumstances);
      const errors = issues.filter(({ severity, rule }) => severity === 'error' && rule !== 'fewer-than-issued');
      expect(errors, JSON.stringify(series.wire)).toEqual([]);
    }
  });

  it('are mostly over, partly live, and a few need attention', () => {
    const part = (holds: (series: Series) => boolean) => made.filter(holds).length / made.length;
    const status = (word: string) => part(({ values }) => statusOf(values, circumstances).status === word);
    expect(status('ended')).toBeGreaterThan(0.5);
    expect(status('live')).toBeGreaterThan(0.15);
    expect(status('scheduled')).toBeGreaterThan(0.01);
    expect(status('limitReached')).toBeGreaterThan(0.001);
    const warned = part((series) => validate(series, series.values, circumstances).length > 0);
    expect(warned).toBeGreaterThan(0.02);
    expect(warned).toBeLessThan(0.1);
  });

  it('have long tails', () => {
    const figures = wires.map((wire) => Number(wire['numIssued'])).toSorted((a, b) => a - b);
    expect(figures[1000]).toBeLessThan(2000);
    expect(figures.at(-1)).toBeGreaterThan(100_000);
    for (const wire of wires) {
      expect(Date.parse(plain(wire['createdOn']))).toBeLessThan(when.now);
      expect(Date.parse(plain(wire['lastUsed']))).toBeGreaterThanOrEqual(Date.parse(plain(wire['createdOn'])));
    }
  });

  it('have names that differ in more than a figure', () => {
    const names = wires.map((wire) => plain(wire['description']).replace(/\d/g, ''));
    expect(new Set(names).size).toBeGreaterThan(0.99 * names.length);
  });
});

it('they fill an empty database only, and tell how far they are', async () => {
  const { db } = database.connection;
  const lines: string[] = [];
  const add = (amount: 'on' | number) => addSamples(db, amount, when.zone, (line) => lines.push(line));
  await add(620);
  expect(lines).toEqual(['620 of 620 sample series are made.']);
  await add('on');
  const [last] = [...manySeries({ ...when, now: Date.now() }, 620)].slice(-1);
  expect(await getRows(db, [Number(last?.['id'])], 'embedded')).toHaveLength(1);
  const query = { q: '', sort: 'name', limit: 2000, cursor: null } as const;
  expect((await listRows(db, query, 'embedded')).items).toHaveLength(620);
});
