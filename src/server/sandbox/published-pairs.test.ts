import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import created698948 from '#domain/testing/fixtures/create_response_698948.json' with { type: 'json' };
import error707 from '#domain/testing/fixtures/error_707_series_id_invalid.json' with { type: 'json' };
import list698948 from '#domain/testing/fixtures/list_response_698948.json' with { type: 'json' };
import request751412 from '#domain/testing/fixtures/put_request_full_751412.json' with { type: 'json' };
import request791560 from '#domain/testing/fixtures/put_request_minimal_791560.json' with { type: 'json' };
import request698948 from '#domain/testing/fixtures/put_request_per_coupon_limit_698948.json' with { type: 'json' };
import request923222 from '#domain/testing/fixtures/put_request_prefix_suffix_923222.json' with { type: 'json' };
import response698948 from '#domain/testing/fixtures/put_response_698948.json' with { type: 'json' };
import response751412 from '#domain/testing/fixtures/put_response_751412.json' with { type: 'json' };
import response791560 from '#domain/testing/fixtures/put_response_791560.json' with { type: 'json' };
import { plain } from '../samples/build-series.ts';
import { get, put, readOne, sandboxOf } from '../test/sandbox-client.ts';

/** A possible state before the published save: the same identity, other values. */
const before = (response: JsonObject): JsonObject => ({
  ...response,
  description: 'Before the save',
  validTillDate: '2029-12-31T00:00:00Z',
  fixedExpiryDate: Date.parse('2029-12-31T00:00:00Z'),
  lastUsed: response['createdOn'] ?? null,
  dvsExpiryDate: '2025-01-01T00:00:00Z',
  maxCreate: 77,
  expiryStrategyValue: 5,
  redemptionRange: '{"dom" : [1], "dow": [1], "hours": [1]}',
  targetUserDetails: { validMaxUserTransactionLimit: 9 },
  customPropertyMap: { key1: 'gone after the save' },
});

describe('the published pairs of request and answer', () => {
  const pairs: readonly [string, { readonly CouponSeriesV2: JsonObject }, JsonObject][] = [
    ['751412: everything that changes silently', request751412, response751412],
    ['791560: nine fields, all others at their defaults', request791560, response791560],
    ['698948: a limit for each code, dates east of the cluster', request698948, response698948],
  ];
  it.each(pairs)('%s', async (_name, request, response) => {
    const sandbox = sandboxOf([before(response)], { now: () => Date.parse(plain(response['lastUsed'])) });
    const answer = await put(sandbox, Number(response['id']), request.CouponSeriesV2);
    expect(answer).toEqual({ status: 200, body: response });
    // The published answers differ among themselves in the order of these two keys.
    const unordered = new Set(['externalIssual', 'updateProductData']);
    const keys = (series: JsonObject) => Object.keys(series).filter((key) => !unordered.has(key));
    expect(keys(answer.body)).toEqual(keys(response));
  });

  it('698948 after its creation: the save replaces the generated code', async () => {
    const sandbox = sandboxOf([list698948.entity[0] as JsonObject], { now: () => Date.parse('2025-02-04T10:19:30Z') });
    expect(created698948.seriesCode).toBe('fEDH0qD8rr');
    expect((await put(sandbox, 698948, request698948.CouponSeriesV2)).body).toEqual(response698948);
  });

  it('698948 in a GET by id, without warnings inside', async () => {
    const sandbox = sandboxOf([created698948]);
    sandbox.state.change(698948, { numTotal: -1 });
    expect((await get(sandbox, '/v2/coupon/series?ids=698948')).body).toEqual(list698948);
  });

  it('923222: prefix and suffix are stored, the sent ids are ignored', async () => {
    const { id, orgId, validTillDate, ...sent } = request923222.CouponSeriesV2;
    const sandbox = sandboxOf([{ ...response791560, id, seriesCode: 'before' }]);
    const { status, body } = await put(sandbox, id, { ...sent, id: 5, orgId, validTillDate });
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...sent, id, orgId: 100737, validTillDate: '2026-06-11T00:00:00Z' });
    expect(await readOne(sandbox, id)).toMatchObject({ couponSuffix: 'NEWEND', isSuffixEnabled: true });
  });

  it('the error for an unknown series', async () => {
    const sandbox = sandboxOf([response791560]);
    expect(await get(sandbox, '/v2/coupon/series?ids=1')).toEqual({ status: 400, body: error707 });
    expect((await put(sandbox, 1, request791560.CouponSeriesV2)).body).toEqual(error707);
  });
});
