import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import type { SeriesPage } from '#contract/series-endpoints.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import {
  type Desk,
  errorsOf,
  journalOf,
  openEmbeddedDesk,
  refusedFields,
  resetSeries,
  samples,
  warningsOf,
} from '../test/desk.ts';
import { openUpstreamDesk } from '../test/upstream-desk.ts';

const DIWALI = 698948;
/** The API never returns these keys. */
const HIDDEN = ['productInfo', 'redemptionOrgEntityDetails'];
/** The time of a save differs between the sources, and the API updates its counters late. */
const DERIVED = [...HIDDEN, 'lastUsed', 'dvsExpiryDate', 'numTotal'];

let database: TestDatabase;
let desk: Desk;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
afterEach(() => desk.close());

const without = (wire: JsonObject, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(wire).filter(([key]) => !keys.includes(key)));
const sample = (id: number): JsonObject => samples.find((wire) => wire['id'] === id) ?? {};

async function list(query: string): Promise<number[]> {
  const { body } = await desk.call(`/api/series?limit=200&${query}`);
  return (body as unknown as SeriesPage).items.map(({ id }) => Number(id));
}

async function openUpstream(): Promise<Desk> {
  const upstream = await openUpstreamDesk(database.connection);
  await upstream.source.refresh();
  return upstream;
}

/** Behaviour common to both sources. Each source also has its own tests. */
describe.each([
  ['embedded', () => openEmbeddedDesk(database.connection)],
  ['upstream', openUpstream],
])('the %s source', (_, open) => {
  beforeEach(async () => {
    await resetSeries(database.connection.db);
    desk = await open();
  });

  it('returns series unchanged, in the requested order', async () => {
    const { body } = await desk.call('/v2/coupon/series?ids=563719&ids=5&ids=698948');
    const entity = body['entity'] as readonly JsonObject[];
    const received = entity.map((wire) => JSON.stringify(without(wire, HIDDEN)));
    expect(received).toEqual([563719, DIWALI].map((id) => JSON.stringify(without(sample(id), HIDDEN))));
  });

  it('answers 404 for an unknown id', async () => {
    for (const answer of [await desk.call('/v2/coupon/series?ids=5'), await desk.put(5, sample(DIWALI))]) {
      expect(answer.status).toBe(404);
      expect(errorsOf(answer)).toEqual([expect.objectContaining({ code: 707, field: 'id' })]);
    }
  });

  it.each([
    ['description', 'Diwali, second week'],
    ['maxRedeem', 30_000],
    ['validTillDate', '2027-03-04T12:00:00+05:30'],
    ['smsTemplate', '{{voucher}} 🎉 "quoted" \\ ₹'],
    ['customPropertyMap', { season: 'Holi' }],
    ['redemptionRange', '{"dom":[1],"dow":[-1],"hours":[9]}'],
  ])('saves %s and keeps every other byte', async (key, value) => {
    const { series, etag } = await desk.read(DIWALI);
    const answer = await desk.put(DIWALI, { ...series, [key]: value }, { 'if-match': etag });
    expect(errorsOf(answer)).toEqual([]);
    const { series: after, etag: next } = await desk.read(DIWALI);
    const stored = key === 'validTillDate' ? '2027-03-04T00:00:00+05:30' : value;
    const fixedExpiryDate = Date.parse('2027-03-04T00:00:00+05:30');
    const derived = key === 'validTillDate' ? { fixedExpiryDate } : {};
    expect(JSON.stringify(without(after, DERIVED))).toBe(
      JSON.stringify(without({ ...series, [key]: stored, ...derived }, DERIVED)),
    );
    expect(next).not.toBe(etag);
    expect(answer.headers.get('etag')).toBe(next);
  });

  it('keeps malformed values that the update does not change', async () => {
    const { series } = await desk.read(563719);
    const answer = await desk.put(563719, { ...series, description: 'Still malformed' });
    expect(warningsOf(answer).map(({ field }) => field)).toContain('redemptionRange');
    const { series: after } = await desk.read(563719);
    const expected = { ...series, description: 'Still malformed' };
    expect(JSON.stringify(without(after, DERIVED))).toBe(JSON.stringify(without(expected, DERIVED)));
  });

  it('replaces the whole series: omitted keys get their defaults', async () => {
    const { series } = await desk.read(927443);
    const keys = ['description', 'discountCode', 'discountType', 'discountValue', 'anyUser', 'smsTemplate'];
    const required = [...keys, 'clientHandlingType', 'seriesCode', 'expiryStrategyType'];
    const body = Object.fromEntries(required.map((key) => [key, series[key] ?? null]));
    expect((await desk.put(927443, body)).status).toBe(200);
    const { series: after } = await desk.read(927443);
    expect(without(after, [...DERIVED, 'couponPrefix', 'couponSuffix'])).toEqual({
      ...without(after, [...DERIVED, 'couponPrefix', 'couponSuffix']),
      ...body,
      validTillDate: '1970-01-01T00:00:00Z',
      validTillDateTime: '1970-01-01T00:00:00Z',
      fixedExpiryDate: 0,
      maxCreate: -1,
      maxRedeem: -1,
      expiryStrategyValue: -1,
      redemptionPerCouponMaxLimit: -1,
      redemptionValidFrom: '2026-11-23T00:00:00+05:30',
      resendMessageEnabled: true,
      randomCodeLength: 0,
      mutualExclusiveSeriesIds: '[-1]',
      redemptionRange: '{"dom" : [-1], "dow": [-1], "hours": [-1]}',
      info: series['description'],
      tag: series['description'],
      numIssued: series['numIssued'],
    });
    for (const key of ['couponPrefix', 'couponSuffix', 'isPrefixEnabled']) expect(after).not.toHaveProperty(key);
  });

  it('refuses a code of another series, and a value that the API would corrupt', async () => {
    const { series } = await desk.read(DIWALI);
    const taken = await desk.put(DIWALI, { ...series, seriesCode: sample(702215)['seriesCode'] ?? '' });
    expect([taken.status, ...refusedFields(taken)]).toEqual([400, 'seriesCode']);
    expect(errorsOf(taken)[0]?.code).toBe(751);
    const large = await desk.put(DIWALI, { ...series, maxRedeem: 10_000_000_297_830 });
    expect([large.status, ...refusedFields(large)]).toEqual([400, 'maxRedeem']);
    expect((await desk.read(DIWALI)).series).toEqual(series);
  });

  it('rounds an amount to a 32-bit float', async () => {
    const { series } = await desk.read(733018);
    expect((await desk.put(733018, { ...series, discountValue: 1_234_567.89 })).status).toBe(200);
    expect((await desk.read(733018)).series).toMatchObject({ discountValue: 1_234_567.875 });
  });

  it('does not overwrite a concurrent save', async () => {
    const { series, etag } = await desk.read(DIWALI);
    await desk.put(DIWALI, { ...series, description: 'Theirs' });
    const answer = await desk.put(DIWALI, { ...series, description: 'Ours' }, { 'if-match': etag });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ conflict: { series: { description: 'Theirs' } } });
    const bodies = ['a', 'b', 'c'].map((description) => ({ ...series, description }));
    const { etag: latest } = await desk.read(DIWALI);
    const answers = await Promise.all(bodies.map((wire) => desk.put(DIWALI, wire, { 'if-match': latest })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
  });

  it('lists, sorts and finds a saved series at once', async () => {
    expect(await list('sort=name')).toHaveLength(samples.length);
    const { series } = await desk.read(DIWALI);
    await desk.put(DIWALI, { ...series, description: '0 is first', seriesCode: 'brand-new' });
    expect((await list('sort=name'))[0]).toBe(DIWALI);
    expect((await list('sort=-lastModified'))[0]).toBe(DIWALI);
    expect(await list('q=BRAND-new')).toEqual([DIWALI]);
  });

  it('records every save and its request body', async () => {
    const { series } = await desk.read(DIWALI);
    const requested = { ...series, productInfo: [{ productType: 'SKU', productIds: [9] }] };
    await desk.put(DIWALI, requested);
    const entries = await journalOf(database.connection.db, DIWALI);
    expect(entries).toMatchObject([
      { state: 'saved', before: series, requested, after: (await desk.read(DIWALI)).series },
    ]);
    expect((await desk.call(`/api/series/${DIWALI}/sent`)).body).toMatchObject({ body: requested });
  });
});
