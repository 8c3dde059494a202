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
  /** Suffix of the series' name. */
  readonly text: string;
  readonly places: readonly JsonObject[];
  readonly newCustomers: boolean;
}

export interface Offering {
  readonly brand: Named;
  readonly category: Named;
  readonly products: readonly number[];
  /** Index into `HOLIDAYS`. */
  readonly occasion: number;
  readonly scope: Scope;
  /** Number of complete rounds through all offerings before this one. */
  readonly round: number;
}

/** Visits all offerings once in an irregular order: it is prime and larger than each factor of their number. */
const STRIDE = 48_611;
const MAX_STORES = 8;

const place = (redemptionOrgEntityType: string) => (orgEntityId: number) => ({
  redemptionOrgEntityType,
  orgEntityId,
});
const everywhere = (text: string, newCustomers = false): Scope => ({ text, places: [], newCustomers });

/** All combinations of brand, category, occasion, customers and places. Offerings of one round are unique. */
export function offerings(): { at(index: number): Offering } {
  const { brands, categories, products, stores, zones } = sampleOrganisation();
  const assortments = BRANDS.flatMap(([brandId, , sellsIn]) =>
    sellsIn.flatMap((categoryId) => {
      const brand = brands.find(({ id }) => id === brandId);
      const category = categories.find(({ id }) => id === categoryId);
      const children = categories.filter(({ id, parentId }) => id === categoryId || parentId === categoryId);
      const ids = new Set(children.map(({ id }) => id));
      const ownProducts = products.filter((product) => product.brandId === brandId && ids.has(product.categoryId));
      return brand && category ? [{ brand, category, products: ownProducts.map(({ id }) => id) }] : [];
    }),
  );
  const activeStores = stores.filter(({ isActive }) => isActive);
  const cities = [...new Set(activeStores.map(({ city }) => city))].map((city) => {
    const cityStores = activeStores.filter((store) => store.city === city).slice(0, MAX_STORES);
    return { text: `, ${city}`, places: cityStores.map(({ id }) => place('STORE')(id)), newCustomers: false };
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
        const children = zones.filter(({ parentId }) => parentId === zone.id);
        const places = [zone, ...children].map(({ id }) => place('ZONE')(id));
        return { text: `, ${zone.name} zone`, places, newCustomers: false };
      }),
    ...cities,
  ];
  const total = assortments.length * HOLIDAYS.length * scopes.length;
  return {
    at(index) {
      const position = (index * STRIDE) % total;
      const remainder = Math.floor(position / assortments.length);
      return {
        ...(assortments[position % assortments.length] as (typeof assortments)[number]), // the index is less than the length
        occasion: remainder % HOLIDAYS.length,
        scope: scopes[Math.floor(remainder / HOLIDAYS.length)] ?? everywhere(''),
        round: Math.floor(index / total),
      };
    },
  };
}

/** Products, places and customers that match the name of the offering. */
export function targetsOf(
  at: Calendar,
  random: SeededRandom,
  { brand, category, products, scope }: Offering,
  created: number,
) {
  const wire: Record<string, Json> = {};
  if (random.chance(0.85)) wire['productInfo'] = productsOf(random, brand.id, category.id, products);
  if (scope.places.length > 0) wire['redemptionOrgEntityDetails'] = scope.places;
  else if (random.chance(0.2))
    wire['redemptionOrgEntityDetails'] = [{ redemptionOrgEntityType: 'CONCEPT', orgEntityId: conceptOf(category.id) }];
  if (scope.newCustomers)
    wire['targetUserDetails'] = {
      validMaxUserTransactionLimit: random.int(0, 3),
      validUserRegistrationStartTime: at.start(-created - 30),
      validUserRegistrationEndTime: 0,
    };
  return wire;
}

/** Food and health have their own shops; all other categories are sold in fashion stores. */
function conceptOf(categoryId: number): number {
  if (categoryId >= 320 && categoryId < 330) return CONCEPT.health;
  return categoryId >= 310 && categoryId < 320 ? CONCEPT.food : CONCEPT.fashion;
}

function productsOf(random: SeededRandom, brandId: number, categoryId: number, products: readonly number[]): Json {
  if (products.length > 0 && random.chance(0.15)) {
    const chosen = Array.from({ length: random.low(1, 12) }, () => random.pick(products));
    return [{ productType: 'SKU', productIds: [...new Set(chosen)] }];
  }
  const rows = [
    { productType: 'CATEGORY', productIds: [categoryId] },
    { productType: 'BRAND', productIds: [brandId] },
  ];
  return random.chance(0.05)
    ? [...rows, { productType: 'ATTRIBUTE', productIds: [random.pick(Object.values(ATTRIBUTE))] }]
    : rows;
}
