import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import request751412 from '#domain/testing/fixtures/put_request_full_751412.json' with { type: 'json' };
import response751412 from '#domain/testing/fixtures/put_response_751412.json' with { type: 'json' };
import response791560 from '#domain/testing/fixtures/put_response_791560.json' with { type: 'json' };
import type { Sandbox } from './sandbox.ts';
import { AUTHORIZATION, codeOf, get, put, sandboxOf } from '../test/sandbox-client.ts';

const fresh = () => sandboxOf([response751412, { ...response791560, seriesCode: 'other' }]);

describe('authentication', () => {
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  it.each([
    ['no credentials', undefined],
    ['the plain password', basic('till.1:secret')],
    ['another till', basic('till.2:5ebe2294ecd0e0f08eab7690d2a6ee69')],
    ['another scheme', 'Bearer secret'],
  ])('fails with %s', async (_name, authorization) => {
    for (const url of ['/v2/coupon/series?ids=751412', '/v1.1/coupon/series', '/nowhere']) {
      const { app } = fresh();
      const response = await app.inject({ url, headers: authorization ? { authorization } : {} });
      expect(response.statusCode).toBe(401);
      expect(response.json()).toMatchObject({ errors: [{ status: false, code: 401 }] });
    }
  });

  it('succeeds with the MD5 of the password', async () => {
    // md5("secret")
    const authorization = basic('till.1:5ebe2294ecd0e0f08eab7690d2a6ee69');
    const response = await fresh().app.inject({ url: '/v2/coupon/series?ids=751412', headers: { authorization } });
    expect(response.statusCode).toBe(200);
  });
});

describe('OAuth', () => {
  const client = { key: 'client', secret: 'hunter2' };
  const tokenOf = async ({ app }: Sandbox, payload: object) =>
    app.inject({ method: 'POST', url: '/v3/oauth/token/generate', payload });
  const statusWith = async ({ app }: Sandbox, token: string) =>
    (await app.inject({ url: '/v2/coupon/series?ids=751412', headers: { 'x-cap-api-oauth-token': token } })).statusCode;
  const withClient = () => sandboxOf([response751412], { client, tokenSeconds: 60 });

  it('grants a token for the right key and secret, which works until it ends', async () => {
    const sandbox = withClient();
    const { data } = (await tokenOf(sandbox, client)).json<{ data: { accessToken: string; ttlSeconds: number } }>();
    expect(data).toEqual({ accessToken: expect.any(String), ttlSeconds: 60 });
    expect(await statusWith(sandbox, data.accessToken)).toBe(200);
    expect(await statusWith(sandbox, 'another')).toBe(401);
    sandbox.endTokens();
    expect(await statusWith(sandbox, data.accessToken)).toBe(401);
  });

  it.each([{ ...client, secret: 'wrong' }, { ...client, key: 'wrong' }, {}, []])('refuses %j', async (payload) => {
    expect((await tokenOf(withClient(), payload)).statusCode).toBe(401);
  });
});

describe('reads', () => {
  it('answer several ids and omit unknown ones', async () => {
    const { body } = await get(fresh(), '/v2/coupon/series?ids=751412&ids=5&ids=791560');
    expect(body).toMatchObject({ entity: [{ id: 751412 }, { id: 791560 }], warnings: [] });
  });

  it('require a filter and numeric ids', async () => {
    expect(await get(fresh(), '/v2/coupon/series')).toMatchObject({ status: 400, body: { errors: [{ code: 1000 }] } });
    expect(codeOf(await get(fresh(), '/v2/coupon/series?ids=one'))).toBe(400);
    expect(codeOf(await get(fresh(), '/v2/coupon/series?ids=9999999999'))).toBe(400);
  });

  it('list every series in the v1.1 format', async () => {
    const { body } = await get(fresh(), '/v1.1/coupon/series?format=json');
    expect(body).toMatchObject({
      response: {
        status: { success: 'true', code: '200' },
        series: {
          items: {
            item: [
              {
                id: '751412',
                description: '40% off for unknown reason',
                discount_code: 'unknown40',
                series_code: 'string',
                valid_till_date: '2025-04-25',
                last_used: '2025-05-12 08:27:45',
                any_user: '1',
                max_create: '1316432742',
                valid_with_discounted_item: 'true',
                coupons: { issued: '0', redeemed: '0' },
              },
              { id: '791560', series_code: 'other' },
            ],
          },
        },
      },
    });
  });

  it('answer a single series without a list, and an unknown one as failed', async () => {
    const sandbox = fresh();
    expect((await get(sandbox, '/v1.1/coupon/series?format=json&id=791560')).body).toMatchObject({
      response: { series: { items: { item: { id: '791560' } } } },
    });
    expect(await get(sandbox, '/v1.1/coupon/series?format=json&id=7')).toMatchObject({
      status: 200,
      body: {
        response: { status: { success: 'false' }, series: { items: { item: { item_status: { code: '707' } } } } },
      },
    });
  });
});

describe('wrong requests', () => {
  const headers = { authorization: AUTHORIZATION };

  it.each([
    ['POST', '/v2/coupon/series', 405],
    ['GET', '/v2/coupon/series/751412', 405],
    ['DELETE', '/v2/coupon/series/751412', 405],
    ['POST', '/v1.1/coupon/series', 405],
    ['GET', '/v2/coupons', 404],
    ['PUT', '/v2/coupon/series/751412', 415],
  ] as const)('%s %s is answered with %d', async (method, url, status) => {
    const response = await fresh().app.inject({ method, url, headers });
    expect(response.statusCode).toBe(status);
    expect(response.json()).toMatchObject({ errors: [{ status: false, code: status }] });
  });

  it.each(['text/plain', 'application/xml', 'multipart/form-data'])(
    'a body of %s is answered with 415',
    async (type) => {
      const response = await fresh().app.inject({
        method: 'PUT',
        url: '/v2/coupon/series/751412',
        headers: { ...headers, 'content-type': type },
        payload: JSON.stringify(request751412),
      });
      expect(response.statusCode).toBe(415);
    },
  );

  it('refuses a series id that is not a number', async () => {
    expect(codeOf(await put(fresh(), 'abc', request751412.CouponSeriesV2))).toBe(400);
  });
});

describe('faults', () => {
  let sandbox: Sandbox;
  let base: string;
  const headers = { authorization: AUTHORIZATION, 'content-type': 'application/json' };
  const read = () => fetch(`${base}/v2/coupon/series?ids=751412`, { headers });
  const save = () =>
    fetch(`${base}/v2/coupon/series/751412?format=json`, {
      method: 'PUT',
      headers,
      body: JSON.stringify({ CouponSeriesV2: { ...request751412.CouponSeriesV2, description: 'Written' } }),
    });
  const plan = (fault: object) =>
    fetch(`${base}/sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fault),
    });
  const isWritten = () => sandbox.state.storedSeries(751412)?.['description'] === 'Written';

  beforeEach(async () => {
    sandbox = fresh();
    await sandbox.app.listen({ port: 0, host: '127.0.0.1' });
    // A server that listens on TCP has an address with a port.
    base = `http://127.0.0.1:${(sandbox.app.server.address() as AddressInfo).port}`;
  });
  afterEach(() => sandbox.app.close());

  it('close the connection before the write', async () => {
    expect((await plan({ kind: 'cut' })).status).toBe(204);
    await expect(save()).rejects.toThrow();
    expect(isWritten()).toBe(false);
    expect((await save()).status).toBe(200);
    expect(sandbox.requests.map(({ method }) => method)).toEqual(['PUT', 'PUT']);
  });

  it('close the connection after the write, and are not used up by reads', async () => {
    await plan({ kind: 'cut-after-write' });
    expect((await read()).status).toBe(200);
    await expect(save()).rejects.toThrow();
    expect(isWritten()).toBe(true);
    expect((await save()).status).toBe(200);
  });

  it('answer a status, a number of times, for one method only', async () => {
    await plan({ kind: 'status', status: 503, times: 2, method: 'GET' });
    expect((await save()).status).toBe(200);
    expect((await read()).status).toBe(503);
    expect(await (await read()).json()).toMatchObject({ errors: [{ code: 503 }] });
    expect((await read()).status).toBe(200);
  });

  it('hit only calls with a matching URL', async () => {
    await plan({ kind: 'status', url: '/entities?type=TILL' });
    const places = (type: string) => fetch(`${base}/v1.1/organization/entities?type=${type}`, { headers });
    expect((await read()).status).toBe(200);
    expect((await places('STORE')).status).toBe(200);
    expect((await places('TILL')).status).toBe(503);
    expect((await places('TILL')).status).toBe(200);
  });

  it('answer the error page of a gateway', async () => {
    await plan({ kind: 'html', status: 502 });
    const response = await save();
    expect(response.status).toBe(502);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('<html>');
    expect(isWritten()).toBe(false);
  });

  it('answer late after handling the request', async () => {
    await plan({ kind: 'delay', ms: 80 });
    const started = performance.now();
    expect((await save()).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(75);
  });

  it('can be cleared, and are validated', async () => {
    await plan({ kind: 'cut', times: 9 });
    expect((await fetch(`${base}/sandbox/faults`, { method: 'DELETE' })).status).toBe(204);
    expect((await read()).status).toBe(200);
    expect((await plan({ kind: 'earthquake' })).status).toBe(400);
  });
});
