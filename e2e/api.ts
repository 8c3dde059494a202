import { type APIRequestContext, type APIResponse, expect, type Request } from 'playwright/test';
import type { Role } from '../src/domain/permissions.ts';
import { API_TOKEN } from './servers.ts';

export type SeriesObject = Readonly<Record<string, unknown>>;

export interface ReadResult {
  readonly series: SeriesObject;
  readonly etag: string;
}

/** Retries, because the server may close an idle keep-alive connection at the moment it is reused. */
const REQUEST_OPTIONS = { maxRetries: 2, headers: { authorization: `Bearer ${API_TOKEN}` } };

/** A page saves a series. It also stores drafts with PUT. */
export const isSave = (request: Request) => request.method() === 'PUT' && request.url().includes('/v2/coupon/series/');

/** Calls the coupon API directly, like a script, to verify what the page shows. */
export class Api {
  readonly #request: APIRequestContext;

  constructor(request: APIRequestContext) {
    this.#request = request;
  }

  async read(id: number): Promise<ReadResult> {
    const response = await this.#request.get('/v2/coupon/series', { ...REQUEST_OPTIONS, params: { ids: id } });
    await expect(response).toBeOK();
    const body = (await response.json()) as { entity: [SeriesObject] };
    return { series: body.entity[0], etag: response.headers()['etag'] ?? '' };
  }

  async get(id: number): Promise<SeriesObject> {
    return (await this.read(id)).series;
  }

  /** Returns the response body as text, to compare it byte by byte. */
  async text(id: number): Promise<string> {
    return (await this.#request.get('/v2/coupon/series', { ...REQUEST_OPTIONS, params: { ids: id } })).text();
  }

  async ids(): Promise<readonly number[]> {
    const response = await this.#request.get('/api/series', {
      ...REQUEST_OPTIONS,
      params: { limit: 200, sort: 'name' },
    });
    await expect(response).toBeOK();
    const { items } = (await response.json()) as { items: { id: number }[] };
    return items.map(({ id }) => id);
  }

  async all(ids: readonly number[]): Promise<readonly SeriesObject[]> {
    const response = await this.#request.get(
      `/v2/coupon/series?${ids.map((id) => `ids=${id}`).join('&')}`,
      REQUEST_OPTIONS,
    );
    await expect(response).toBeOK();
    return ((await response.json()) as { entity: SeriesObject[] }).entity;
  }

  async put(id: number, series: SeriesObject): Promise<APIResponse> {
    return this.#request.put(`/v2/coupon/series/${id}`, { ...REQUEST_OPTIONS, data: { CouponSeriesV2: series } });
  }

  /** Changes the role of an account while its owner is signed in. */
  async changeRole(personId: string, role: Role): Promise<void> {
    const response = await this.#request.patch(`/api/accounts/${personId}`, { ...REQUEST_OPTIONS, data: { role } });
    await expect(response, await response.text()).toBeOK();
  }

  /** Simulates a concurrent edit: reads the series, changes some keys and sends it back. */
  async change(id: number, keys: SeriesObject): Promise<void> {
    const response = await this.put(id, { ...(await this.get(id)), ...keys });
    await expect(response, await response.text()).toBeOK();
  }
}

/** Removes the keys that every save changes: the time of the save, and a legacy date derived from it. */
export function withoutStamps(series: SeriesObject): SeriesObject {
  const { lastUsed: _lastUsed, dvsExpiryDate: _dvsExpiryDate, ...rest } = series;
  return rest;
}
