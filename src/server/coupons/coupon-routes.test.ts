import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { attempts } from '../database/schema.ts';
import { addSampleCoupons } from '../samples/add-sample-coupons.ts';
import { addSampleDirectory } from '../samples/sample-directory.ts';
import { TOKEN } from '../test/api-token.ts';
import { type Browser, demoBrowser } from '../test/browser-session.ts';
import { captureLog, type Desk, NOW, openEmbeddedDesk, resetSeries, ZONE } from '../test/desk.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { openUpstreamDesk, type UpstreamDesk } from '../test/upstream-desk.ts';

const ASHA = { id: 410_501, mobile: '919845010203', email: 'asha.rao@example.com', externalId: 'MER-10501' };
const VIKRAM = { id: 410_502, mobile: '919820044556' };
const MEERA = { id: 410_503, mobile: '919884077889' };
const CODES = ['DWL7K2QX', 'DWL9M4ZT', 'DNM4R8PK', 'DNM6Y1HC', 'MIT3X5LC', 'RFL6T2HB', 'RKH8B3VN'];
/** Of codes, names and identifiers. */
const PRIVATE = new RegExp(
  [...CODES, ASHA.mobile, VIKRAM.mobile, MEERA.mobile, ASHA.externalId, 'asha', '41050\\d', 'guess'].join('|'),
  'i',
);

const logs = { embedded: captureLog(), upstream: captureLog() };
let database: TestDatabase;
let embedded: Desk;
let upstream: UpstreamDesk;
beforeAll(async () => {
  database = await openTestDatabase();
  const { connection } = database;
  await resetSeries(connection.db);
  await addSampleDirectory(connection.db);
  await addSampleCoupons(connection.db, { now: NOW, zone: ZONE });
  const metrics = { token: TOKEN, pool: connection.pool, upstreamUrl: null };
  embedded = await openEmbeddedDesk(connection, { log: logs.embedded.log, accessLog: true, metrics });
  upstream = await openUpstreamDesk(connection, { log: logs.upstream.log, accessLog: true });
});
afterAll(async () => {
  await embedded.close();
  await upstream.close();
  await database.close();
});
beforeEach(async () => void (await database.connection.db.delete(attempts)));

const deskOf = (source: 'embedded' | 'upstream'): Desk => ({ embedded, upstream })[source];
const entityOf = (body: JsonObject) => body['entity'] as unknown as { customers: readonly JsonObject[] };

describe.each(['embedded', 'upstream'] as const)('the %s source', (source) => {
  const get = async (path: string) => (await deskOf(source).call(path)).body;
  const lookUp = (browser: Browser, body: object) => browser.call('POST', '/api/coupons/look-up', body);

  it('reads coupons by code without regard to case, by id and by holder', async () => {
    const byCode = await get('/v2/coupon?couponCodes=dwl7k2qx&couponCodes=DNM4R8PK&showCouponSeries=true');
    expect(byCode).toMatchObject({
      data: [
        { code: 'DWL7K2QX', seriesId: 698_948, discountCode: 'DIWALI15', couponSeries: { id: 698_948 } },
        { code: 'DNM4R8PK', seriesId: 688_310, couponSeries: { id: 688_310 } },
      ],
      warnings: [],
      errors: [],
    });
    expect(await get('/v2/coupon?couponIds=39004105')).toMatchObject({
      data: [{ code: 'MIT3X5LC', validTill: '2026-11-18T00:00:00+05:30' }],
    });
    expect(await get(`/v2/coupon?issuedToIds=${MEERA.id}&coupon_code_case=LOWER`)).toMatchObject({
      data: [{ code: 'dnm6y1hc' }, { code: 'mit3x5lc' }],
    });
    expect(await get('/v2/coupon?couponCodes=UNKNOWN')).toMatchObject({ data: [] });
  });

  it('reads a customer by each identifier, with coupons and redemptions', async () => {
    const { id, mobile } = VIKRAM;
    const found = await get(`/v2/customers/coupons?mobile=${mobile}`);
    expect(entityOf(found).customers).toMatchObject([
      {
        id,
        mobile,
        coupons: [
          {
            code: 'DWL9M4ZT',
            redemptionCount: 3,
            createdDate: '2026-11-08T11:20:00+05:30',
            redemptions: [{ date: '2026-11-15T17:40:00+05:30' }, {}, {}],
          },
          { code: 'DNM4R8PK', redemptionCount: 1 },
        ],
      },
    ]);
    for (const [key, value] of Object.entries(ASHA))
      expect(entityOf(await get(`/v2/customers/coupons?${key}=${value}`)).customers, key).toMatchObject([
        { firstname: 'Asha' },
      ]);
    expect(await get(`/v2/customers/${id}/coupons`)).toMatchObject({
      entity: [
        { code: 'DWL9M4ZT', redeemed: true, series: { id: 698_948 } },
        { code: 'DNM4R8PK', redeemed: true },
      ],
      success: true,
    });
    expect(await get('/v2/customers/coupons?mobile=1')).toMatchObject({ errors: [{ code: 701 }] });
  });

  // Where several rules refuse, the order of the API is not known.
  it.each([
    ['an unused coupon', 'DNM6Y1HC', MEERA, [700]],
    ['an expired coupon', 'MIT3X5LC', MEERA, [713, 729]],
    ['a used coupon', 'DNM4R8PK', VIKRAM, [711, 716]],
    ['a coupon of another customer', 'DNM6Y1HC', ASHA, [710, 723]],
    ['a coupon that waits', 'RFL6T2HB', ASHA, [739]],
    ['a coupon of a series that is over', 'RKH8B3VN', ASHA, [712]],
    ['an unknown code', 'UNKNOWN', ASHA, [702]],
  ])('says whether %s is redeemable', async (_name, code, { mobile }, expected) => {
    const { redemptionStatus, redemption } = (await get(
      `/v2/coupon/is_redeemable?mobile=${mobile}&code=${code}`,
    )) as unknown as {
      redemptionStatus: { code: number; status: boolean };
      redemption: readonly { isRedeemable: boolean }[];
    };
    expect(expected).toContain(redemptionStatus.code);
    const passes = expected.includes(700);
    expect([redemptionStatus.status, redemption[0]?.isRedeemable]).toEqual([passes, passes]);
  });

  it('looks up code and customer with the verdict in one call', async () => {
    const { body } = await deskOf(source).call('/api/coupons/look-up', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: 'rfl6t2hb', customer: { by: 'mobile', value: ASHA.mobile } }),
    });
    expect(body).toMatchObject({
      coupon: { code: 'RFL6T2HB', seriesId: 716_450 },
      customer: { id: ASHA.id },
      total: 3,
      verdict: { redemptionStatus: { code: 739, status: false } },
      failures: [],
      examples: source === 'embedded',
    });
  });

  it('refuses a look-up without a filter, with two customers, or with too many codes', async () => {
    for (const path of [
      '/v2/coupon',
      `/v2/coupon?${Array.from({ length: 21 }, () => 'couponCodes=A').join('&')}`,
      '/v2/customers/coupons',
      '/v2/customers/coupons?mobile=1&id=2',
      '/v2/customers/abc/coupons',
      '/v2/coupon/is_redeemable?mobile=1',
      '/v2/coupon/is_redeemable?code=A',
    ])
      expect((await deskOf(source).call(path)).status, path).toBe(400);
  });

  it('limits look-ups per person, and sooner those that find nothing', async () => {
    if (source === 'upstream') return;
    const [guesser, other] = [await demoBrowser(embedded, 'support'), await demoBrowser(embedded, 'marketer')];
    const statuses = [];
    for (let n = 0; n < 14; n += 1) statuses.push((await lookUp(guesser, { code: `guess${n}` })).status);
    expect(statuses).toEqual([...Array.from({ length: 12 }, () => 200), 429, 429]);
    const refused = await guesser.call('GET', '/v2/coupon?couponCodes=DWL7K2QX');
    expect(refused).toMatchObject({
      status: 429,
      body: {
        errors: [{ message: expect.stringMatching(/^Too many look-ups of coupons\. Try again in 15 minutes\.$/) }],
      },
    });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800);
    expect((await lookUp(other, { code: 'DWL7K2QX' })).status).toBe(200);
  });
});

it('goes on with what an upstream answers, and says what it did not', async () => {
  await upstream.fail({ kind: 'status', status: 503, times: 2, url: 'is_redeemable' });
  const send = (body: object) =>
    upstream.call('/api/coupons/look-up', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const both = { code: 'DNM6Y1HC', customer: { by: 'mobile', value: MEERA.mobile } };
  expect((await send(both)).body).toMatchObject({
    coupon: { code: 'DNM6Y1HC' },
    customer: { id: MEERA.id },
    verdict: null,
    failures: [{ call: 'verdict', message: 'The loyalty API answered 503.' }],
  });
  // The API may refuse is_redeemable with an error instead of an answer.
  await upstream.fail({ kind: 'status', status: 400, url: 'is_redeemable' });
  expect((await send(both)).body).toMatchObject({ verdict: { redemptionStatus: { code: 400, status: false } } });
  await upstream.fail({ kind: 'cut', times: 6 });
  expect(await send(both)).toMatchObject({
    status: 200,
    body: {
      coupon: null,
      failures: ['coupon', 'customer', 'verdict'].map((call) => ({
        call,
        message: 'The loyalty API cannot be reached.',
      })),
    },
  });
});

it('leaves the figures of a series as they are', async () => {
  const { series } = await embedded.read(698_948);
  expect(series).toMatchObject({ numIssued: 20_645, numRedeemed: 8214 });
});

it('names no code and no customer in the logs, the metrics and the state of the server, and who looked up what', async () => {
  const audited = [...logs.embedded.lines, ...logs.upstream.lines].filter((line) => line.includes('coupon looked up'));
  expect(audited.length).toBeGreaterThan(20);
  for (const line of audited) {
    expect(JSON.parse(line)).toMatchObject({ actor: expect.any(String), time: expect.any(Number) });
  }
  expect(audited.some((line) => line.includes('"by":["code","mobile"],"series":[716450],"found":true'))).toBe(true);
  expect(audited.some((line) => line.includes('"found":null'))).toBe(true);
  const paths = logs.embedded.lines.filter((line) => line.includes('"about":"access"'));
  expect(paths.some((line) => line.includes('"path":"/v2/customers/…/coupons"'))).toBe(true);
  expect(paths.some((line) => line.includes('"path":"/v2/customers/coupons"'))).toBe(true);
  const metrics = await (
    await fetch(`${embedded.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })
  ).text();
  const { body: status } = await upstream.call('/api/status');
  for (const text of [...logs.embedded.lines, ...logs.upstream.lines, metrics, JSON.stringify(status)])
    expect(text.replaceAll(/"(actor|person|reqId|pid|time)":("[^"]*"|\d+)/g, '')).not.toMatch(PRIVATE);
});
