import { type APIRequestContext, type APIResponse, expect } from 'playwright/test';
import type { Role } from '../src/domain/permissions.ts';
import { API_TOKEN } from './servers.ts';

export type SeriesObject = Readonly<Record<string, unknown>>;

export interface Answered {
  readonly series: SeriesObject;
  readonly etag: string;
}

/** A connection that was idle may be closed by the server in the moment it is used again. */
const AGAIN = { maxRetries: 2, headers: { authorization: `Bearer ${API_TOKEN}` } };

/** The coupon API as a script would call it, past the page: it proves what the screen says. */
export class Api {
  readonly #request: APIRequestContext;

  constructor(request: APIRequestContext) {
    this.#request = request;
  }

  async read(id: number): Promise<Answered> {
    const response = await this.#request.get('/v2/coupon/series', { ...AGAIN, params: { ids: id } });
    await expect(response).toBeOK();
    const body = (await response.json()) as { entity: [SeriesObject] };
    return { series: body.entity[0], etag: response.headers()['etag'] ?? '' };
  }

  async get(id: number): Promise<SeriesObject> {
    return (await this.read(id)).series;
  }

  /** The text of the answer, for comparing bytes. */
  async text(id: number): Promise<string> {
    return (await this.#request.get('/v2/coupon/series', { ...AGAIN, params: { ids: id } })).text();
  }

  async ids(): Promise<readonly number[]> {
    const response = await this.#request.get('/api/series', { ...AGAIN, params: { limit: 200, sort: 'name' } });
    await expect(response).toBeOK();
    const { items } = (await response.json()) as { items: { series: { id: number } }[] };
    return items.map(({ series }) => series.id);
  }

  async all(ids: readonly number[]): Promise<readonly SeriesObject[]> {
    const response = await this.#request.get(`/v2/coupon/series?${ids.map((id) => `ids=${id}`).join('&')}`, AGAIN);
    await expect(response).toBeOK();
    return ((await response.json()) as { entity: SeriesObject[] }).entity;
  }

  async put(id: number, series: SeriesObject): Promise<APIResponse> {
    return this.#request.put(`/v2/coupon/series/${id}`, { ...AGAIN, data: { CouponSeriesV2: series } });
  }

  /** What an administrator may do to somebody at any moment. */
  async changeRole(personId: string, role: Role): Promise<void> {
    const response = await this.#request.patch(`/api/accounts/${personId}`, { ...AGAIN, data: { role } });
    await expect(response, await response.text()).toBeOK();
  }

  /** What a colleague with a script does: reads the series, changes some keys and puts it back. */
  async change(id: number, keys: SeriesObject): Promise<void> {
    const response = await this.put(id, { ...(await this.get(id)), ...keys });
    await expect(response, await response.text()).toBeOK();
  }
}

/** Without what every save stamps on a series: the moment, and a day of an old mechanism that follows it. */
export function withoutStamps(series: SeriesObject): SeriesObject {
  const { lastUsed: _lastUsed, dvsExpiryDate: _dvsExpiryDate, ...rest } = series;
  return rest;
}
