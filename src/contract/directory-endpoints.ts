/** The directory: names and codes of the organisation's products and places. A series names them by ids alone. */
export const DIRECTORY_PATH = '/api/directory';

export const PRODUCT_TYPES = ['SKU', 'CATEGORY', 'BRAND', 'ATTRIBUTE'] as const;
export const PLACE_TYPES = ['CONCEPT', 'ZONE', 'STORE', 'TILL'] as const;
/** In the order that entries of several types are listed in. */
export const ENTRY_TYPES = [...PRODUCT_TYPES, ...PLACE_TYPES] as const;
export type EntryType = (typeof ENTRY_TYPES)[number];

/** Ids are unique within their type. */
export interface EntryRef {
  readonly type: EntryType;
  readonly id: number;
}

export interface DirectoryEntry extends EntryRef {
  /** What people outside of the API know it by: a SKU's number, a store's code. Not always unique. */
  readonly code: string | null;
  readonly name: string;
  /** SKU: its category. CATEGORY, ZONE: the one above. STORE: its zone. TILL: its store. */
  readonly parentId: number | null;
  /** SKU only. */
  readonly brandId: number | null;
  /** STORE only: zones and concepts are two divisions of the same stores. */
  readonly conceptId: number | null;
  /** False for a store that has closed and a till out of use. */
  readonly isActive: boolean;
}

/** `empty` in an answer: nothing of the types asked for is on file, so that "unknown" says nothing about an id. */
interface MayBeEmpty {
  readonly empty: boolean;
}

/**
 * `GET /api/directory/search?type=&q=&limit=&cursor=`, `type` repeatable: entries in whose name, code or id every word of `q` stands.
 * Whole ids and codes come first, then names that start with `q`. A cursor belongs to the `q` and types it was made with.
 */
export interface SearchAnswer extends MayBeEmpty {
  readonly items: readonly DirectoryEntry[];
  readonly next: string | null;
  /** Hits on all pages, counted up to `MOST_COUNTED`. */
  readonly total: number;
  /** What the items hang on, each once, up to the top: enough to draw them as a tree. */
  readonly ancestors: readonly DirectoryEntry[];
}
export const SEARCH_LIMIT = 50;
export const MOST_COUNTED = 10_000;

/**
 * `GET /api/directory/children?type=&id=&concept=&limit=&cursor=`: what hangs on one entry, by type and name; without `id`, what is of
 * this type and hangs on nothing. A CONCEPT has the top zones that hold stores of its own; with `concept`, a ZONE shows no other
 * stores. The first page holds all zones or categories, `limit` is for stores and tills.
 */
export interface ChildrenAnswer extends MayBeEmpty {
  readonly items: readonly DirectoryChild[];
  readonly next: string | null;
}
export interface DirectoryChild extends DirectoryEntry {
  /** How many hang on it directly. */
  readonly children: number;
  /** CATEGORY: the SKUs in it and below, null while no SKU is on file. CONCEPT, ZONE: the stores. Otherwise 0. */
  readonly within: number | null;
}
export const CHILDREN_LIMIT = 200;

/** `POST /api/directory/lookup`: what ids or codes mean. */
export interface LookupRequest {
  readonly types: readonly EntryType[];
  /** `either`: a text may be an id or a code. Codes are compared without case and outer spaces, with their leading zeros. */
  readonly by: 'id' | 'code' | 'either';
  /** At most `LOOKUP_MOST`. */
  readonly keys: readonly string[];
}
export const LOOKUP_MOST = 10_000;

/** One result a key, in the order asked. */
export interface LookupAnswer extends MayBeEmpty {
  readonly results: readonly {
    readonly key: string;
    /** None: unknown. Several: a code that is given twice, or a text that is one entry's id and another's code. */
    readonly matches: readonly DirectoryEntry[];
  }[];
}

/** `POST /api/directory/ancestors`: what these entries hang on, each once, up to the top; at most `LOOKUP_MOST` entries. */
export interface AncestorsRequest {
  readonly entries: readonly EntryRef[];
}
export interface AncestorsAnswer {
  readonly items: readonly DirectoryEntry[];
}

/** `GET /api/directory/property-keys`: the custom properties set up for the organisation, in its own order. */
export interface PropertyKeysAnswer {
  readonly keys: readonly string[];
}
