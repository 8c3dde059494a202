import type { Json, JsonObject } from '#values/json.ts';
import type { Calendar } from './build-series.ts';
import type { SeededRandom } from './seeded-random.ts';
import { BRANDS } from './sample-products.ts';
import { ATTRIBUTE, CONCEPT } from './sample-ids.ts';
import { HOLIDAYS } from './holidays.ts';
import { sampleOrganisation } from './sample-organisation.ts';

interface Named {
  readonly id: number;
  readonly name: string;
}

interface Scope {
  /** As a name ends with it. */
  readonly text: string;
  readonly places: readonly JsonObject[];
  readonly newCustomers: boolean;
}

export interface Offering {
  readonly brand: Named;
  readonly category: Named;
  readonly products: readonly number[];
  /** Index into the occasions. */
  readonly occasion: number;
  readonly scope: Scope;
  /** How often all offerings were through before. */
  readonly round: number;
}

/** Steps through all offerings without a pattern, and meets each once: it is prime, and greater than any of their parts. */
const STEP = 48_611;
const STORES_AT_MOST = 8;

const place = (redemptionOrgEntityType: string) => (orgEntityId: number) => ({
  redemptionOrgEntityType,
  orgEntityId,
});
const everywhere = (text: string, newCustomers = false): Scope => ({ text, places: [], newCustomers });

/** What a brand can offer, on what occasion, to whom and where: no two of a round are the same. */
export function offerings(): { at(index: number): Offering } {
  const { brands, categories, products, stores, zones } = sampleOrganisation();
  const goods = BRANDS.flatMap(([brandId, , sellsIn]) =>
    sellsIn.flatMap((categoryId) => {
      const brand = brands.find(({ id }) => id === brandId);
      const category = categories.find(({ id }) => id === categoryId);
      const inside = categories.filter(({ id, parentId }) => id === categoryId || parentId === categoryId);
      const ids = new Set(inside.map(({ id }) => id));
      const own = products.filter((product) => product.brandId === brandId && ids.has(product.categoryId));
      return brand && category ? [{ brand, category, products: own.map(({ id }) => id) }] : [];
    }),
  );
  const open = stores.filter(({ isActive }) => isActive);
  const cities = [...new Set(open.map(({ city }) => city))].map((city) => {
    const there = open.filter((store) => store.city === city).slice(0, STORES_AT_MOST);
    return { text: `, ${city}`, places: there.map(({ id }) => place('STORE')(id)), newCustomers: false };
  });
  const scopes: readonly Scope[] = [
    everywhere(''),
    everywhere(', in the app'),
    everywhere(', online'),
    everywhere(', Gold tier'),
    everywhere(', Silver tier'),
    everywhere(', new customers', true),
    ...zones
      .filter(({ parentId }) => parentId === null)
      .map((zone) => {
        const inside = zones.filter(({ parentId }) => parentId === zone.id);
        const places = [zone, ...inside].map(({ id }) => place('ZONE')(id));
        return { text: `, ${zone.name} zone`, places, newCustomers: false };
      }),
    ...cities,
  ];
  const total = goods.length * HOLIDAYS.length * scopes.length;
  return {
    at(index) {
      const number = (index * STEP) % total;
      const rest = Math.floor(number / goods.length);
      return {
        ...(goods[number % goods.length] as (typeof goods)[number]), // a remainder of its length
        occasion: rest % HOLIDAYS.length,
        scope: scopes[Math.floor(rest / HOLIDAYS.length)] ?? everywhere(''),
        round: Math.floor(index / total),
      };
    },
  };
}

/** Products, places and customers as the name of the offering says. */
export function targetsOf(
  at: Calendar,
  throws: SeededRandom,
  { brand, category, products, scope }: Offering,
  created: number,
) {
  const wire: Record<string, Json> = {};
  if (throws.chance(0.85)) wire['productInfo'] = productsOf(throws, brand.id, category.id, products);
  if (scope.places.length > 0) wire['redemptionOrgEntityDetails'] = scope.places;
  else if (throws.chance(0.2))
    wire['redemptionOrgEntityDetails'] = [{ redemptionOrgEntityType: 'CONCEPT', orgEntityId: conceptOf(category.id) }];
  if (scope.newCustomers)
    wire['targetUserDetails'] = {
      validMaxUserTransactionLimit: throws.int(0, 3),
      validUserRegistrationStartTime: at.start(-created - 30),
      validUserRegistrationEndTime: 0,
    };
  return wire;
}

/** Food and health have shops of their own; the rest is sold where fashion is. */
function conceptOf(categoryId: number): number {
  if (categoryId >= 320 && categoryId < 330) return CONCEPT.health;
  return categoryId >= 310 && categoryId < 320 ? CONCEPT.food : CONCEPT.fashion;
}

function productsOf(throws: SeededRandom, brandId: number, categoryId: number, products: readonly number[]): Json {
  if (products.length > 0 && throws.chance(0.15)) {
    const chosen = Array.from({ length: throws.low(1, 12) }, () => throws.pick(products));
    return [{ productType: 'SKU', productIds: [...new Set(chosen)] }];
  }
  const rows = [
    { productType: 'CATEGORY', productIds: [categoryId] },
    { productType: 'BRAND', productIds: [brandId] },
  ];
  return throws.chance(0.05)
    ? [...rows, { productType: 'ATTRIBUTE', productIds: [throws.pick(Object.values(ATTRIBUTE))] }]
    : rows;
}
