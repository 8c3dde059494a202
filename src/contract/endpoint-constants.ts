import type { Preferences } from './me-endpoints.ts';

// Constants that the app needs at run time. The files of the endpoints have schemas, which must not reach the browser.

/** `match`: the best match of the search first. */
export const LIST_SORTS = [
  'match',
  'name',
  '-name',
  'lastModified',
  '-lastModified',
  'validTill',
  '-validTill',
  'status',
  '-status',
  'discount',
  '-discount',
  'redeemed',
  '-redeemed',
  'limit',
  '-limit',
] as const;
export type ListSort = (typeof LIST_SORTS)[number];
/** Orders by what the rules derive: series that were not checked yet are missing. */
export const isDerivedSort = (sort: ListSort): boolean => /status|discount|redeemed|limit/.test(sort);
/** The order while no column is sorted. */
export const defaultSort = (q: string): ListSort => (q.trim() === '' ? '-lastModified' : 'match');
export const LIST_LIMIT = 50;

export const PRODUCT_TYPES = ['SKU', 'CATEGORY', 'BRAND', 'ATTRIBUTE'] as const;
export const PLACE_TYPES = ['CONCEPT', 'ZONE', 'STORE', 'TILL'] as const;
export type PlaceType = (typeof PLACE_TYPES)[number];
/** In the order in which lists of several types are sorted. */
export const ENTRY_TYPES = [...PRODUCT_TYPES, ...PLACE_TYPES] as const;
export type EntryType = (typeof ENTRY_TYPES)[number];
/** The most matches that a search counts. */
export const MAX_COUNTED = 10_000;
export const CHILDREN_LIMIT = 200;
/** The most keys of one lookup, and the most entries of one request for ancestors. */
export const MAX_LOOKUP_KEYS = 10_000;

/** How the API identifies a customer. */
export const CUSTOMER_KEYS = ['mobile', 'email', 'externalId', 'id'] as const;

export const MAX_ORGANISATION_LENGTH = 100;

/** The columns of the series list that can be hidden. The name and the status always show. */
export const LIST_COLUMNS = ['until', 'discount', 'figures', 'limit', 'changed'] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];
/** The most series that a user chooses one by one. */
export const MAX_NAMED_SERIES = 500;
export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'auto',
  density: 'comfortable',
  timeZone: null,
  hiddenColumns: [],
  hidesUnset: false,
};

export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 128;
export const MAX_TOKEN_DAYS = 365;
export const MAX_TOKENS = 50;
export const TOKEN_PREFIX = 'cdt_';

/** The version of the form of a draft's values. */
export const DRAFT_FORMAT = 1;
/** How long a draft is stored. */
export const DRAFT_DAYS = 90;

/** The page of a join link. The secret follows the #, so that no server or log sees it. */
export const JOIN_PAGE = '/join';

/** The longest reason for a change of a series, in characters. */
export const MAX_REASON_LENGTH = 500;
