import { expect, it } from 'vitest';
import { endpointUrl } from './endpoint-url.ts';

it('fills in path parameters and escapes them', () => {
  expect(endpointUrl('GET /api/session')).toBe('/api/session');
  expect(endpointUrl('GET /api/series/:id/sent', { params: { id: 698948 } })).toBe('/api/series/698948/sent');
  expect(endpointUrl('DELETE /api/me/tokens/:id', { params: { id: '../a b' } })).toBe('/api/me/tokens/..%2Fa%20b');
});

it('repeats a list, escapes values, and leaves out undefined ones', () => {
  expect(endpointUrl('GET /v2/coupon/series', { query: { ids: [1, 2] } })).toBe('/v2/coupon/series?ids=1&ids=2');
  expect(endpointUrl('GET /api/series', { query: { limit: 6, q: '50% & more', cursor: undefined } })).toBe(
    '/api/series?limit=6&q=50%25+%26+more',
  );
  expect(endpointUrl('GET /api/series', { query: { q: '' } })).toBe('/api/series?q=');
});
