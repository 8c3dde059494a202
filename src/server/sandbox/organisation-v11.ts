import type { Json, JsonObject } from '#values/json.ts';
import type { PlaceType, SandboxOrganisation, SandboxPlace } from './sandbox-organisation.ts';

type Query = Readonly<Record<string, unknown>>;

const MOST = 500;
const TYPES: readonly string[] = ['CONCEPT', 'ZONE', 'STORE', 'TILL'] satisfies PlaceType[];
const bit = (value: boolean) => (value ? '1' : '0');
const isYes = (value: unknown) => value === 'true' || value === '1';

function numberIn(query: Query, key: string, otherwise: number): number {
  const value = query[key];
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : otherwise;
}

/** As `GET /v1.1/organization/entities` answers: texts for numbers and flags, in the order in which places were made. */
export function placesAnswer({ places }: SandboxOrganisation, query: Query): JsonObject {
  const type = typeof query['type'] === 'string' ? query['type'].toUpperCase() : '';
  if (!TYPES.includes(type)) return failed('Invalid entity type');
  const all = places.filter((place) => place.type === type);
  const limit = Math.min(MOST, numberIn(query, 'limit', MOST));
  // A position, as documented: start_id=10 begins with the eleventh.
  const start = numberIn(query, 'start_id', 0);
  const named = isYes(query['include_parent']) ? new Map(places.map((place) => [keyOf(place), place])) : null;
  const entity = all.slice(start, start + limit).map((place) => placeAnswer(place, named));
  return {
    response: {
      pagination: { limit: String(limit), offset: String(start), total: all.length },
      status: { success: true, code: 200, message: 'SUCCESS' },
      organization: { entities: { entity: alone(entity) } },
    },
  };
}

const keyOf = ({ type, id }: { readonly type: PlaceType; readonly id: number }) => `${type} ${id}`;

function placeAnswer(place: SandboxPlace, named: ReadonlyMap<string, SandboxPlace> | null): JsonObject {
  const { type, id, code, name, isActive } = place;
  const parents = named === null ? [] : place.parents.flatMap((one) => named.get(keyOf(one)) ?? []);
  return {
    item_status: { success: 'true', code: 3200, message: 'Entity search successful' },
    id: String(id),
    is_active: bit(isActive),
    code,
    name,
    description: name,
    custom_fields: { field: [] },
    // Published are empty ones only, and the request for more is documented for zones and concepts only: the rest is our guess.
    parent: Object.fromEntries(
      parents.map((one) => [
        one.type.toLowerCase(),
        { id: String(one.id), type: one.type, code: one.code, name: one.name },
      ]),
    ),
    external_id: '',
    type,
  };
}

/** As `GET /v1.1/product/categories` and `/brands` answer. Without `include_id` there are names only, as in the published samples. */
export function goodsAnswer(
  goods: SandboxOrganisation['categories'],
  [many, one]: readonly ['categories', 'category'] | readonly ['brands', 'brand'],
  query: Query,
): JsonObject {
  const offset = numberIn(query, 'offset', 0);
  const page = goods.slice(offset, offset + numberIn(query, 'limit', goods.length));
  const code = many === 'categories' ? 9172 : 9160;
  const message = many === 'categories' ? 'Category retrieval successful' : 'Brand retrieval successful';
  const items = page.map((good) => {
    const parent = goods.find(({ id }) => id === good.parentId);
    return {
      ...(isYes(query['include_id']) ? { id: String(good.id) } : {}),
      name: nameOf(good.name),
      label: good.name,
      description: '',
      parent_name: parent ? nameOf(parent.name) : null,
      parent_label: parent?.name ?? null,
      ou_id: -1,
      item_status: { success: true, code, message },
    };
  });
  return productAnswer(goods.length, { [many]: { [one]: alone(items) } });
}

/** As `GET /v1.1/product/attributes` answers: the attributes without their values. */
export function attributesAnswer({ attributes }: SandboxOrganisation): JsonObject {
  const items = attributes.map((name) => ({
    name,
    label: '',
    is_enum: '1',
    type: 'String',
    default_attribute_value_name: '',
    item_status: { success: true, code: 9176, message: 'Attribute retrieval successful' },
  }));
  return productAnswer(items.length, { attributes: { attribute: alone(items) } });
}

const productAnswer = (count: number, goods: JsonObject): JsonObject => ({
  response: { status: { success: true, code: 200, message: 'Success' }, product: { count, ...goods } },
});

/** What the API knows a category or brand by, where people read a label. */
const nameOf = (label: string) => label.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');

/** Answers are made from XML: one item stands by itself, and none is an empty text. */
const alone = (items: readonly JsonObject[]): Json => (items.length > 1 ? items : (items[0] ?? ''));

/** The v1.1 calls answer HTTP 200 even where they fail. */
const failed = (message: string): JsonObject => ({
  response: { status: { success: 'false', code: '500', message }, organization: { entities: '' } },
});
