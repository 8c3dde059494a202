import * as z from 'zod';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import type { EntryType, PLACE_TYPES } from '#contract/endpoint-constants.ts';
import { isObject } from '#values/json.ts';
import { Problem } from '../http/problems.ts';

type PlaceType = (typeof PLACE_TYPES)[number];

/** One page of a response. `total` is the API's own count of all items, or null if it does not return one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number | null;
}

/** A category or a brand. The API names its parent by name. */
export interface Good {
  readonly id: number;
  readonly name: string;
  readonly label: string;
  readonly parentId: number | null;
  readonly parentName: string;
}

// The API converts these answers from XML: numbers and flags are strings, a single item has no array, empty is an empty
// string.
const text = z
  .union([z.string(), z.number(), z.strictObject({}), z.tuple([])])
  .nullish()
  .transform((value) => (typeof value === 'object' ? '' : String(value ?? '').trim()));
const digits = z.union([
  z.int(),
  z
    .string()
    .trim()
    .regex(/^\d{1,10}$/)
    .transform(Number),
]);
const id = digits.pipe(z.int32().positive());
const count = digits
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
const flag = z
  .union([z.boolean(), z.number(), z.string()])
  .transform((value) => !/^(false|0|no)$/i.test(String(value).trim()));

const success = z.object({ success: flag, message: text });
const itemStatus = z.object({ item_status: z.object({ success: flag.default(true), message: text }).nullish() });
const entity = z.object({
  id,
  code: text,
  name: text,
  type: text,
  is_active: flag.nullish(),
  parent: z.unknown().optional(),
  parents: z.unknown().optional(),
});
const good = z.object({ id, name: text, label: text, parent_id: id.nullish().catch(null), parent_name: text });
const envelope = z.object({ response: z.looseObject({ status: success.nullish() }) });

/** Reads a page of concepts, zones, stores or tills. Throws a Problem if the answer is invalid. */
export function readPlaces(body: unknown, type: PlaceType): Page<DirectoryEntry> {
  const response = responseOf(body);
  const items = listIn(response, ['organization', 'entities', 'entity']).map((item) => {
    const one = parsed(entity, item);
    if (one.type !== '' && one.type.toUpperCase() !== type) throw unusable(`a ${one.type} among the ${type}s`);
    return { ...entryOf(type, one), isActive: one.is_active ?? true, ...parentsOf(type, [one.parent, one.parents]) };
  });
  const pagination = isObject(response['pagination']) ? response['pagination'] : {};
  return { items, total: count.parse(pagination['total']) };
}

/** Reads a page of categories or brands. Throws a Problem if the answer is invalid. */
export function readGoods(body: unknown, collection: 'categories' | 'brands'): Page<Good> {
  const response = responseOf(body);
  const itemKey = collection === 'categories' ? 'category' : 'brand';
  const items = listIn(response, ['product', collection, itemKey]).map((item) => {
    const raw = parsed(good, item);
    return { ...raw, parentId: raw.parent_id ?? null, parentName: raw.parent_name };
  });
  const product = isObject(response['product']) ? response['product'] : {};
  return { items, total: count.parse(product['count']) };
}

/** Converts goods to entries. Users see the label as name; the API's name becomes the code. */
export function goodEntries(type: 'CATEGORY' | 'BRAND', goods: readonly Good[]): DirectoryEntry[] {
  const idsByName = new Map<string, number | null>();
  // An ambiguous name resolves to null.
  for (const { id: goodId, name } of goods) idsByName.set(keyOf(name), idsByName.has(keyOf(name)) ? null : goodId);
  return goods.map((one) => ({
    ...entryOf(type, { id: one.id, code: one.name, name: one.label || one.name }),
    parentId: type === 'CATEGORY' ? (one.parentId ?? idsByName.get(keyOf(one.parentName)) ?? null) : null,
  }));
}

const keyOf = (name: string) => name.toLowerCase();

function entryOf(
  type: EntryType,
  { id: entryId, code, name }: { id: number; code: string; name: string },
): DirectoryEntry {
  const displayName = name || code;
  if (displayName === '') throw unusable(`${type} ${entryId} without a name`);
  return {
    type,
    id: entryId,
    code: code || null,
    name: displayName,
    parentId: null,
    brandId: null,
    conceptId: null,
    isActive: true,
  };
}

function responseOf(body: unknown): Record<string, unknown> {
  const { response } = parsed(envelope, body);
  // The older API answers HTTP 200 even for failures.
  if (response.status && !response.status.success) throw refused(response.status.message);
  return response;
}

/** Returns the value at the path as a list. An empty or missing value is an empty list; anything else throws. */
function listIn(response: Record<string, unknown>, path: readonly string[]): readonly unknown[] {
  let value: unknown = response;
  for (const [depth, key] of path.entries()) {
    // The first key is required: without it the answer belongs to another call.
    if (!isObject(value) || (depth === 0 && !(key in value))) throw unusable(`no ${path.join('.')}`);
    value = value[key];
    if (isEmpty(value)) return [];
  }
  return Array.isArray(value) ? value : [value];
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const status = itemStatus.safeParse(value).data?.item_status;
  if (status && !status.success) throw refused(status.message);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw unusable(`${issue?.path.join('.') || 'body'}: ${issue?.message}`);
}

const unusable = (detail: string) => Problem.one(502, 502, `The loyalty API returned an invalid answer (${detail}).`);
const refused = (message: string) => Problem.one(502, 502, `The loyalty API refused: ${message.slice(0, 200)}`);

type Parents = Pick<DirectoryEntry, 'parentId' | 'conceptId'>;

/** Picks the parents that our tables store: a zone's zone, a store's zone and concept, a till's store. */
function parentsOf(type: PlaceType, parents: readonly unknown[]): Parents {
  const found = parents.flatMap((one) => parentsIn(one, ''));
  const idOf = (wanted: PlaceType) => found.find((one) => one.type === wanted)?.id ?? null;
  const untyped = found.find((one) => one.type === null)?.id ?? null;
  if (type === 'ZONE') return { parentId: idOf('ZONE') ?? untyped, conceptId: null };
  if (type === 'STORE') return { parentId: idOf('ZONE'), conceptId: idOf('CONCEPT') };
  if (type === 'TILL') return { parentId: idOf('STORE') ?? untyped, conceptId: null };
  return { parentId: null, conceptId: null };
}

interface Parent {
  readonly type: PlaceType | null;
  readonly id: number;
}

/**
 * Finds parents in any shape, because the published answers show only an empty `parent`: every object with an id
 * counts, with its own type or that of its key. Unreadable values are ignored, because a place does not need a parent.
 */
function parentsIn(value: unknown, parentKey: string): Parent[] {
  if (Array.isArray(value)) return value.flatMap((one) => parentsIn(one, parentKey));
  if (!isObject(value)) return [];
  const parsedId = id.safeParse(value['id']);
  if (parsedId.success)
    return [{ type: placeType(text.catch('').parse(value['type']) || parentKey), id: parsedId.data }];
  return Object.entries(value).flatMap(([key, one]) => parentsIn(one, placeType(key) === null ? parentKey : key));
}

function placeType(name: string): PlaceType | null {
  const [, type] = /(concept|zone|store)/i.exec(name) ?? [];
  return type === undefined ? null : (type.toUpperCase() as PlaceType); // one of the three that the pattern names
}
