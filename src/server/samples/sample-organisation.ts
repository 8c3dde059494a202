import { ATTRIBUTES, BRANDS, CATEGORIES, NAMED_PRODUCTS, PROPERTY_KEYS } from './sample-products.ts';
import { CITIES, CONCEPTS, SHOPS, ZONES } from './sample-places.ts';

/** Ids of the first store and product. `sample-ids.ts` names some ids after them. */
const FIRST_STORE = 1201;
const FIRST_PRODUCT = 500_001;
const PRODUCTS = 5000;
const TILLS_PER_STORE = 2;
/** Every 19th shop is closed, and the first till of every 40th store is inactive. */
const CLOSED_SHOP_INTERVAL = 19;
const INACTIVE_TILL_INTERVAL = 40;

interface Store {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly conceptId: number;
  readonly zoneId: number;
  readonly isActive: boolean;
}

export const SAMPLE_ORGANISATION = 'Meridian Retail';

/** Returns all products and places of Meridian Retail. The result is always the same. */
export function sampleOrganisation() {
  const stores = makeStores();
  return {
    name: SAMPLE_ORGANISATION,
    concepts: CONCEPTS,
    zones: ZONES,
    stores,
    tills: stores.flatMap(tillsOf),
    categories: CATEGORIES.map(({ id, name, parentId }) => ({ id, name, parentId })),
    brands: BRANDS.map(([id, name]) => ({ id, name })),
    products: makeProducts(),
    attributes: ATTRIBUTES,
    propertyKeys: PROPERTY_KEYS,
  };
}

const listOf = (text: string) => text.split(', ').filter(Boolean);

function makeStores(): Store[] {
  const towns = CITIES.map(([city, code, zoneId, parts]) => {
    const [large = '', small = ''] = parts.split('|').map((half) => half.trim());
    return { city, code, zoneId, large: listOf(large), all: [...listOf(large), ...listOf(small)] };
  });
  const numbers = new Map<string, number>();
  const stores: Store[] = [];
  const addStore = (shop: string, conceptId: number, part: string, town: (typeof towns)[number], isActive: boolean) => {
    const number = (numbers.get(town.code) ?? 0) + 1;
    numbers.set(town.code, number);
    stores.push({
      id: FIRST_STORE + stores.length,
      code: `${town.code}-${String(number).padStart(3, '0')}`,
      name: part.includes(town.city) ? `${shop} ${part}` : `${shop} ${part}, ${town.city}`,
      city: town.city,
      conceptId,
      zoneId: town.zoneId,
      isActive,
    });
  };
  for (const town of towns) for (const part of town.large) addStore('Meridian', 11, part, town, true);
  const parts = towns.flatMap((town) => town.all.map((part) => ({ part, town })));
  for (const { name, conceptId, count } of SHOPS) {
    for (let i = 0; i < count; i += 1) {
      const place = parts[Math.floor((i * parts.length) / count)];
      if (place) addStore(name, conceptId, place.part, place.town, stores.length % CLOSED_SHOP_INTERVAL !== 0);
    }
  }
  return stores;
}

function tillsOf(store: Store) {
  return Array.from({ length: TILLS_PER_STORE }, (_, index) => ({
    id: 20_000 + 100 * (store.id - 1200) + index + 1,
    code: `${store.code}-T${index + 1}`,
    name: `${store.name}, till ${index + 1}`,
    storeId: store.id,
    isActive: store.isActive && (index > 0 || store.id % INACTIVE_TILL_INTERVAL !== 0),
  }));
}

function makeProducts() {
  const variants = CATEGORIES.flatMap(({ id, parentId, sells }) => {
    if (!sells) return [];
    const brands = BRANDS.filter(([, , sellsIn]) => sellsIn.includes(id) || sellsIn.includes(parentId ?? id));
    return brands.flatMap(([brandId, brand]) =>
      listOf(sells.nouns).flatMap((noun) =>
        listOf(sells.styles).flatMap((style) =>
          listOf(sells.sizes).map((size, sizeIndex) => ({
            name: `${brand} ${style} ${noun}, ${size}`,
            price: priceOf(sells.price, sizeIndex, brandId),
            brandId,
            categoryId: id,
          })),
        ),
      ),
    );
  });
  return Array.from({ length: PRODUCTS }, (_, index) => {
    const id = FIRST_PRODUCT + index;
    const product = NAMED_PRODUCTS.find((named) => named.id === id) ?? {
      id,
      // Spread evenly over all variants, so that every brand and category has products. The index is below the length.
      ...(variants[Math.floor((index * variants.length) / PRODUCTS)] as (typeof variants)[number]),
    };
    return { ...product, sku: `MR${product.brandId}-${product.categoryId}-${String(id).slice(1)}` };
  });
}

/** Rupees ending in 9 or 5. Larger sizes cost less per unit. */
function priceOf(base: number, size: number, brandId: number): number {
  const price = base * (1 + 0.6 * size) * (0.85 + (brandId % 7) * 0.06);
  return price < 100 ? 5 * Math.max(1, Math.round(price / 5)) : 10 * Math.round(price / 10) - 1;
}
