import type { JsonObject } from '#values/json.ts';

/** The real API's path. GET takes `ids`, repeatable. A GET for one id and every PUT answer the revision as ETag. */
export const SERIES_PATH = '/v2/coupon/series';

export const seriesUrl = (ids: readonly number[]) => `${SERIES_PATH}?${ids.map((id) => `ids=${id}`).join('&')}`;
export const updateUrl = (id: number) => `${SERIES_PATH}/${id}`;

export interface SeriesAnswer {
  readonly entity: readonly JsonObject[];
  readonly warnings: readonly unknown[];
}

/** `GET /api/settings`: zones, currency and the source of series. `PUT` with `SettingsChange` answers the same. */
export interface Settings {
  readonly organisation: string;
  /** IANA zone for displaying moments. */
  readonly timeZone: string;
  /** IANA zone in which the API cuts dates to days. */
  readonly clusterTimeZone: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly source: 'embedded' | 'upstream';
}
export type SettingsChange = Omit<Settings, 'source'>;
export const SETTINGS_PATH = '/api/settings';
export const ORGANISATION_MOST = 100;

export const LIST_SORTS = ['name', '-name', 'lastModified', '-lastModified', 'validTill', '-validTill'] as const;
export type ListSort = (typeof LIST_SORTS)[number];
export const DEFAULT_SORT: ListSort = '-lastModified';
export const LIST_LIMIT = 50;

/**
 * `GET /api/series?limit=&cursor=&q=&sort=`: a page of series, by default the last changed first. `next` is the cursor of
 * the next page, or null. A cursor is valid for its `q` and `sort`.
 */
export const LIST_PATH = '/api/series';
export interface ListAnswer {
  readonly items: readonly JsonObject[];
  readonly next: string | null;
}

/** `GET /api/series/{id}/sent`: the values our last save sent for fields that the API does not return. */
export interface LastSent {
  /** ISO date-time of the save. */
  readonly at: string;
  readonly body: JsonObject;
}
export const lastSentUrl = (id: number) => `/api/series/${id}/sent`;
