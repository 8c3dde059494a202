/** The directory: names and codes of the organisation's products and places. A series stores only their ids. */
export const DIRECTORY_PATH = '/api/directory';

export const PRODUCT_TYPES = ['SKU', 'CATEGORY', 'BRAND', 'ATTRIBUTE'] as const;
export const PLACE_TYPES = ['CONCEPT', 'ZONE', 'STORE', 'TILL'] as const;
/** In the order in which lists of several types are sorted. */
export const ENTRY_TYPES = [...PRODUCT_TYPES, ...PLACE_TYPES] as const;
export type EntryType = (typeof ENTRY_TYPES)[number];

/** Ids are unique within their type. */
export interface EntryRef {
  readonly type: EntryType;
  readonly id: number;
}

export interface DirectoryEntry extends EntryRef {
  /** The public identifier: a SKU's number, a store's code. Not always unique. */
  readonly code: string | null;
  readonly name: string;
  /** SKU: its category. CATEGORY, ZONE: its parent. STORE: its zone. TILL: its store. */
  readonly parentId: number | null;
  /** SKU only. */
  readonly brandId: number | null;
  /** STORE only. Zones and concepts divide the same stores in two ways. */
  readonly conceptId: number | null;
  /** False for a closed store or an unused till. */
  readonly isActive: boolean;
}

/** `empty`: the directory has no entries of the requested types, so an unknown id may still be valid. */
interface MayBeEmpty {
  readonly empty: boolean;
}

/**
 * `GET /api/directory/search?type=&q=&limit=&cursor=`, `type` repeatable: entries whose name, code or id contains every
 * word of `q`. Exact ids and codes come first, then names that start with `q`. A cursor is valid for its `q` and types.
 */
export interface SearchAnswer extends MayBeEmpty {
  readonly items: readonly DirectoryEntry[];
  readonly next: string | null;
  /** Number of matches on all pages, at most `MOST_COUNTED`. */
  readonly total: number;
  /** All ancestors of the items, without duplicates: enough to draw a tree. */
  readonly ancestors: readonly DirectoryEntry[];
}
export const SEARCH_LIMIT = 50;
export const MOST_COUNTED = 10_000;

/**
 * `GET /api/directory/children?type=&id=&concept=&limit=&cursor=`: the children of an entry, by type and name. Without
 * `id`: the entries of this type without a parent. The children of a CONCEPT are the top zones that contain its stores;
 * with `concept`, a ZONE lists only stores of that concept. The first page has all zones or categories; `limit` counts
 * stores and tills.
 */
export interface ChildrenAnswer extends MayBeEmpty {
  readonly items: readonly DirectoryChild[];
  readonly next: string | null;
}
export interface DirectoryChild extends DirectoryEntry {
  /** Number of direct children. */
  readonly children: number;
  /** CATEGORY: SKUs in its subtree, null while the directory has no SKU. CONCEPT, ZONE: its stores. Otherwise 0. */
  readonly within: number | null;
}
export const CHILDREN_LIMIT = 200;

/** `POST /api/directory/lookup`: resolves ids or codes to entries. */
export interface LookupRequest {
  readonly types: readonly EntryType[];
  /** `either`: a key may be an id or a code. Codes match without case and outer spaces; leading zeros count. */
  readonly by: 'id' | 'code' | 'either';
  /** At most `LOOKUP_MOST`. */
  readonly keys: readonly string[];
}
export const LOOKUP_MOST = 10_000;

/** One result per key, in the order of the request. */
export interface LookupAnswer extends MayBeEmpty {
  readonly results: readonly {
    readonly key: string;
    /** Empty: unknown. Several: the code is not unique, or the key is the id of one entry and the code of another. */
    readonly matches: readonly DirectoryEntry[];
  }[];
}

/** `POST /api/directory/ancestors`: all ancestors of at most `LOOKUP_MOST` entries, without duplicates. */
export interface AncestorsRequest {
  readonly entries: readonly EntryRef[];
}
export interface AncestorsAnswer {
  readonly items: readonly DirectoryEntry[];
}

/** `GET /api/directory/property-keys`: the organisation's custom properties, in its order. */
export interface PropertyKeysAnswer {
  readonly keys: readonly string[];
}
