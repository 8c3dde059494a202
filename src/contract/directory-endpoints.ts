import * as z from 'zod';
import { INT32_MAX, INT32_MIN } from '#values/int32.ts';
import { asList, cursor, next, search, wholeNumber } from './common-schemas.ts';
import { type DataOf, endpoint } from './endpoint.ts';
import { CHILDREN_LIMIT, ENTRY_TYPES, MAX_LOOKUP_KEYS, MAX_COUNTED, PLACE_TYPES } from './endpoint-constants.ts';

// The directory: names and codes of the organisation's products and places. A series stores only their ids.

const KINDS = ENTRY_TYPES.join(', ');
/** No code in the directory is longer. */
const MAX_KEY_LENGTH = 500;

const type = z.enum(ENTRY_TYPES, `One of ${KINDS}.`);
const id = wholeNumber(INT32_MIN, INT32_MAX);

const entryRef = z.strictObject({ type, id: z.int32() });
/** Ids are unique within their type. */
export type EntryRef = DataOf<typeof entryRef>;

const entry = z.object({
  type,
  id: z.int32(),
  code: z.string().nullable().describe('The public identifier: a SKU’s number, a store’s code. Not always unique.'),
  name: z.string(),
  parentId: z
    .int32()
    .nullable()
    .describe('SKU: its category. CATEGORY, ZONE: its parent. STORE: its zone. TILL: its store.'),
  brandId: z.int32().nullable().describe('SKU only.'),
  conceptId: z.int32().nullable().describe('STORE only. Zones and concepts divide the same stores in two ways.'),
  isActive: z.boolean().describe('False for a closed store or an unused till.'),
});
export type DirectoryEntry = DataOf<typeof entry>;

const child = entry.extend({
  children: z.int().describe('Number of direct children.'),
  within: z
    .int()
    .nullable()
    .describe(
      'CATEGORY: SKUs in its subtree, null while the directory has no SKU. CONCEPT, ZONE: its stores. Otherwise 0.',
    ),
  zoneIds: z.array(z.int32()).optional().describe('CONCEPT only: all zones that contain its stores.'),
});
export type DirectoryChild = DataOf<typeof child>;

const empty = z
  .boolean()
  .describe('The directory has no entries of the requested types, so an unknown id may still be valid.');

const searchAnswer = z.object({
  items: z.array(entry),
  next,
  total: z.int().describe(`Number of matches on all pages, at most ${MAX_COUNTED}.`),
  ancestors: z.array(entry).describe('All ancestors of the items, without duplicates: enough to draw a tree.'),
  empty,
});
export type SearchAnswer = DataOf<typeof searchAnswer>;

const childrenAnswer = z.object({ items: z.array(child), next, empty });
export type ChildrenAnswer = DataOf<typeof childrenAnswer>;

const lookupRequest = z.strictObject({
  types: z.array(type).min(1).max(ENTRY_TYPES.length),
  by: z
    .enum(['id', 'code', 'either'])
    .describe('`either`: a key may be an id or a code. Codes match without case and outer spaces.'),
  keys: z.array(z.string().max(MAX_KEY_LENGTH)).max(MAX_LOOKUP_KEYS, `Send at most ${MAX_LOOKUP_KEYS} keys.`),
});
export type LookupRequest = DataOf<typeof lookupRequest>;

const lookupAnswer = z.object({
  results: z
    .array(
      z.object({
        key: z.string(),
        matches: z
          .array(entry)
          .describe(
            'Empty: unknown. Several: the code is not unique, or the key is the id of one entry and the code of another.',
          ),
      }),
    )
    .describe('One result per key, in the order of the request.'),
  empty,
});
export type LookupAnswer = DataOf<typeof lookupAnswer>;

const ancestorsAnswer = z.object({ items: z.array(entry) });
export type AncestorsAnswer = DataOf<typeof ancestorsAnswer>;

const propertyKeysAnswer = z.object({ keys: z.array(z.string()).describe('In the order of the organisation.') });
export type PropertyKeysAnswer = DataOf<typeof propertyKeysAnswer>;

export const directoryEndpoints = {
  searchDirectory: endpoint({
    method: 'GET',
    path: '/api/directory/search',
    access: 'read',
    summary: 'Search products and places',
    description:
      'Entries whose name, code or id contains every word of `q`. Exact ids and codes come first, then names that start with `q`.',
    query: z.strictObject({
      type: z.preprocess(asList, z.array(type, `Name one or more of ${KINDS}.`).min(1).max(ENTRY_TYPES.length)),
      q: search,
      limit: wholeNumber(1, 200).default(50),
      cursor: cursor.optional(),
    }),
    answer: searchAnswer,
  }),
  listChildren: endpoint({
    method: 'GET',
    path: '/api/directory/children',
    access: 'read',
    summary: 'List the children of a category or a place',
    description:
      'By type and name. Without `id`: the entries of this type without a parent. The children of a CONCEPT are the top zones that contain its stores; with `concept`, a ZONE lists only stores of that concept. The first page has all zones or categories; `limit` counts stores and tills.',
    query: z.strictObject({
      type: z.enum(['CATEGORY', ...PLACE_TYPES], 'One of CATEGORY, CONCEPT, ZONE, STORE, TILL.'),
      id: id.optional(),
      concept: id.optional(),
      limit: wholeNumber(1, 1000).default(CHILDREN_LIMIT),
      cursor: cursor.optional(),
    }),
    answer: childrenAnswer,
  }),
  lookUp: endpoint({
    method: 'POST',
    path: '/api/directory/lookup',
    access: 'read',
    onlyReads: true,
    summary: 'Resolve ids or codes to entries',
    body: lookupRequest,
    answer: lookupAnswer,
  }),
  listAncestors: endpoint({
    method: 'POST',
    path: '/api/directory/ancestors',
    access: 'read',
    onlyReads: true,
    summary: 'List all ancestors of entries, without duplicates',
    body: z.strictObject({
      entries: z.array(entryRef).max(MAX_LOOKUP_KEYS, `Send at most ${MAX_LOOKUP_KEYS} entries.`),
    }),
    answer: ancestorsAnswer,
  }),
  listPropertyKeys: endpoint({
    method: 'GET',
    path: '/api/directory/property-keys',
    access: 'read',
    summary: 'List the organisation’s custom properties',
    answer: propertyKeysAnswer,
  }),
};
