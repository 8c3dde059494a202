import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodeSeries } from '#contract/series-wire.ts';
import { getRows, listRows } from '../database/series-rows.ts';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { addSamples } from './add.ts';
import { manySeries, sampleSeries } from './series.ts';

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
  for (const [count, limit] of issued) if (limit !== -1) expect(count).toBeLessThan(limit);
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
