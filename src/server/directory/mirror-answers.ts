import * as z from 'zod';
import type { DirectoryEntry, EntryType, PLACE_TYPES } from '#contract/directory-endpoints.ts';
import { isObject } from '#values/json.ts';
import { Problem } from '../http/problems.ts';

type PlaceType = (typeof PLACE_TYPES)[number];

/** A page as far as it could be read. `total`: how many there are by the API's own count, if it says so. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number | null;
}

/** A category or a brand. Its parent is said by name. */
export interface Good {
  readonly id: number;
  readonly name: string;
  readonly label: string;
  readonly parentId: number | null;
  readonly parentName: string;
}

// These answers are made from XML: numbers and flags come as texts, one item without a list around it, nothing as an empty text.
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

/** A page of concepts, zones, stores or tills. Throws a Problem where the answer cannot be trusted. */
export function readPlaces(body: unknown, type: PlaceType): Page<DirectoryEntry> {
  const response = responseOf(body);
  const items = listIn(response, ['organization', 'entities', 'entity']).map((item) => {
    const one = parsed(entity, item);
    if (one.type !== '' && one.type.toUpperCase() !== type) throw unusable(`a ${one.type} among the ${type}s`);
    return { ...entryOf(type, one), isActive: one.is_active ?? true, ...above(type, [one.parent, one.parents]) };
  });
  const pagination = isObject(response['pagination']) ? response['pagination'] : {};
  return { items, total: count.parse(pagination['total']) };
}

/** A page of categories or brands. */
export function readGoods(body: unknown, many: 'categories' | 'brands'): Page<Good> {
  const response = responseOf(body);
  const one = many === 'categories' ? 'category' : 'brand';
  const items = listIn(response, ['product', many, one]).map((item) => {
    const read = parsed(good, item);
    return { ...read, parentId: read.parent_id ?? null, parentName: read.parent_name };
  });
  const product = isObject(response['product']) ? response['product'] : {};
  return { items, total: count.parse(product['count']) };
}

/** Goods as entries; what people read is the label, and the name is what the API knows them by. */
export function goodEntries(type: 'CATEGORY' | 'BRAND', goods: readonly Good[]): DirectoryEntry[] {
  const named = new Map<string, number | null>();
  // A name that two have leads to neither.
  for (const { id: own, name } of goods) named.set(keyOf(name), named.has(keyOf(name)) ? null : own);
  return goods.map((one) => ({
    ...entryOf(type, { id: one.id, code: one.name, name: one.label || one.name }),
    parentId: type === 'CATEGORY' ? (one.parentId ?? named.get(keyOf(one.parentName)) ?? null) : null,
  }));
}

const keyOf = (name: string) => name.toLowerCase();

function entryOf(type: EntryType, { id: own, code, name }: { id: number; code: string; name: string }): DirectoryEntry {
  const called = name || code;
  if (called === '') throw unusable(`${type} ${own} without a name`);
  return {
    type,
    id: own,
    code: code || null,
    name: called,
    parentId: null,
    brandId: null,
    conceptId: null,
    isActive: true,
  };
}

function responseOf(body: unknown): Record<string, unknown> {
  const { response } = parsed(envelope, body);
  // They answer HTTP 200 even where they fail.
  if (response.status && !response.status.success) throw refused(response.status.message);
  return response;
}

/** What stands at the end of the path, as a list. Only an empty text or nothing means none; anything else is no answer of this call. */
function listIn(response: Record<string, unknown>, path: readonly string[]): readonly unknown[] {
  let here: unknown = response;
  for (const [depth, key] of path.entries()) {
    // The first key has to be there: an answer about something else is not one without items.
    if (!isObject(here) || (depth === 0 && !(key in here))) throw unusable(`no ${path.join('.')}`);
    here = here[key];
    if (isNothing(here)) return [];
  }
  return Array.isArray(here) ? here : [here];
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const status = itemStatus.safeParse(value).data?.item_status;
  if (status && !status.success) throw refused(status.message);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw unusable(`${issue?.path.join('.') || 'the whole'}: ${issue?.message}`);
}

const unusable = (what: string) =>
  Problem.one(502, 502, `The loyalty API answered with something that cannot be used (${what}).`);
const refused = (message: string) => Problem.one(502, 502, `The loyalty API refused: ${message.slice(0, 200)}`);

type Above = Pick<DirectoryEntry, 'parentId' | 'conceptId'>;

/** What our tables keep of the parents: a zone's zone, a store's zone and concept, a till's store. */
function above(type: PlaceType, parents: readonly unknown[]): Above {
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
 * The published answers show an empty `parent` only, so its form is a guess: whatever has an id counts, by its own type or by the
 * key it stands under. What cannot be read is no parent, as a place can be chosen without one.
 */
function parentsIn(value: unknown, under: string): Parent[] {
  if (Array.isArray(value)) return value.flatMap((one) => parentsIn(one, under));
  if (!isObject(value)) return [];
  const own = id.safeParse(value['id']);
  if (own.success) return [{ type: placeType(text.catch('').parse(value['type']) || under), id: own.data }];
  return Object.entries(value).flatMap(([key, one]) => parentsIn(one, placeType(key) === null ? under : key));
}

function placeType(name: string): PlaceType | null {
  const [, type] = /(concept|zone|store)/i.exec(name) ?? [];
  return type === undefined ? null : (type.toUpperCase() as PlaceType); // one of the three that the pattern names
}
