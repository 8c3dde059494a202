import type { Json, JsonObject } from '#values/json.ts';
import type { PlaceType, SandboxOrganisation, SandboxPlace } from './sandbox-organisation.ts';

type Query = Readonly<Record<string, unknown>>;

const MAX_PAGE = 500;
const TYPES: readonly string[] = ['CONCEPT', 'ZONE', 'STORE', 'TILL'] satisfies PlaceType[];
const flag = (value: boolean) => (value ? '1' : '0');
const isTrue = (value: unknown) => value === 'true' || value === '1';

function numberIn(query: Query, key: string, fallback: number): number {
  const value = query[key];
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : fallback;
}

/** The answer of `GET /v1.1/organization/entities`: numbers and flags as texts, places in the order of creation. */
export function placesAnswer({ places }: SandboxOrganisation, query: Query): JsonObject {
  const type = typeof query['type'] === 'string' ? query['type'].toUpperCase() : '';
  if (!TYPES.includes(type)) return failed('Invalid entity type');
  const all = places.filter((place) => place.type === type);
  const limit = Math.min(MAX_PAGE, numberIn(query, 'limit', MAX_PAGE));
  // A position, as documented: start_id=10 starts at the eleventh place.
  const start = numberIn(query, 'start_id', 0);
  const placesByKey = isTrue(query['include_parent']) ? new Map(places.map((place) => [keyOf(place), place])) : null;
  const entity = all.slice(start, start + limit).map((place) => placeAnswer(place, placesByKey));
  return {
    response: {
      pagination: { limit: String(limit), offset: String(start), total: all.length },
      status: { success: true, code: 200, message: 'SUCCESS' },
      organization: { entities: { entity: xmlList(entity) } },
    },
  };
}

const keyOf = ({ type, id }: { readonly type: PlaceType; readonly id: number }) => `${type} ${id}`;

function placeAnswer(place: SandboxPlace, placesByKey: ReadonlyMap<string, SandboxPlace> | null): JsonObject {
  const { type, id, code, name, isActive } = place;
  const parents = placesByKey === null ? [] : place.parents.flatMap((parent) => placesByKey.get(keyOf(parent)) ?? []);
  return {
    item_status: { success: 'true', code: 3200, message: 'Entity search successful' },
    id: String(id),
    is_active: flag(isActive),
    code,
    name,
    description: name,
    custom_fields: { field: [] },
    // An assumption for stores and tills: published answers have no parents, and `include_parent` is documented for
    // zones and concepts only.
    parent: Object.fromEntries(
      parents.map((parent) => [
        parent.type.toLowerCase(),
        { id: String(parent.id), type: parent.type, code: parent.code, name: parent.name },
      ]),
    ),
    external_id: '',
    type,
  };
}

/** The answers of `GET /v1.1/product/categories` and `/brands`. Without `include_id` they have no ids, as published. */
export function productGroupsAnswer(
  groups: SandboxOrganisation['categories'],
  [listKey, itemKey]: readonly ['categories', 'category'] | readonly ['brands', 'brand'],
  query: Query,
): JsonObject {
  const offset = numberIn(query, 'offset', 0);
  const page = groups.slice(offset, offset + numberIn(query, 'limit', groups.length));
  const code = listKey === 'categories' ? 9172 : 9160;
  const message = listKey === 'categories' ? 'Category retrieval successful' : 'Brand retrieval successful';
  const items = page.map((group) => {
    const parent = groups.find(({ id }) => id === group.parentId);
    return {
      ...(isTrue(query['include_id']) ? { id: String(group.id) } : {}),
      name: nameOf(group.name),
      label: group.name,
      description: '',
      parent_name: parent ? nameOf(parent.name) : null,
      parent_label: parent?.name ?? null,
      ou_id: -1,
      item_status: { success: true, code, message },
    };
  });
  return productAnswer(groups.length, { [listKey]: { [itemKey]: xmlList(items) } });
}

/** The answer of `GET /v1.1/product/attributes`: the attributes without their values. */
export function attributesAnswer({ attributes }: SandboxOrganisation): JsonObject {
  const items = attributes.map((name) => ({
    name,
    label: '',
    is_enum: '1',
    type: 'String',
    default_attribute_value_name: '',
    item_status: { success: true, code: 9176, message: 'Attribute retrieval successful' },
  }));
  return productAnswer(items.length, { attributes: { attribute: xmlList(items) } });
}

const productAnswer = (count: number, items: JsonObject): JsonObject => ({
  response: { status: { success: true, code: 200, message: 'Success' }, product: { count, ...items } },
});

/** The API's name of a category or brand, derived from its label. */
const nameOf = (label: string) => label.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');

/** The API converts XML to JSON: one item is not in a list, and no item is an empty text. */
const xmlList = (items: readonly JsonObject[]): Json => (items.length > 1 ? items : (items[0] ?? ''));

/** The v1.1 calls answer HTTP 200 even when they fail. */
const failed = (message: string): JsonObject => ({
  response: { status: { success: 'false', code: '500', message }, organization: { entities: '' } },
});
