import type { Json } from '#values/json.ts';
import { placeKey } from '#catalogue/model/kinds.ts';
import type { KnownProduct, Product } from '../targets/product-coverage.ts';
import { all, type Random, type Verdict } from './random-cases.ts';

/** The part of the redemption oracle for products: a small catalogue, and what lists of products mean. */

const ofCatalogue = (
  type: string,
  id: number,
  parentId: number | null,
  brandId: number | null = null,
): KnownProduct => ({
  type,
  id,
  parentId,
  brandId,
  name: `${type} ${id}`,
});
const CATALOGUE = [
  ofCatalogue('CATEGORY', 300, null),
  ofCatalogue('CATEGORY', 301, 300),
  ofCatalogue('CATEGORY', 341, 301),
  ofCatalogue('CATEGORY', 302, null),
  ofCatalogue('BRAND', 75, null),
  ofCatalogue('BRAND', 76, null),
  ofCatalogue('SKU', 5001, 341, 75),
  ofCatalogue('SKU', 5002, 302, 76),
  ofCatalogue('SKU', 5003, 301),
];
const productsByKey = new Map(CATALOGUE.map((product) => [placeKey(product), product]));
export const catalogue = (product: Product) => productsByKey.get(placeKey(product)) ?? null;
const UNKNOWN_SKU = 5999;
const UNKNOWN_CATEGORY = 399;
export const PRODUCTS: readonly Product[] = [
  ...CATALOGUE.map(({ type, id }) => ({ type, id })),
  { type: 'SKU', id: UNKNOWN_SKU },
  { type: 'ATTRIBUTE', id: 901 },
];
const LISTED: readonly Product[] = [
  ...PRODUCTS,
  { type: 'ATTRIBUTE', id: 902 },
  { type: 'CATEGORY', id: UNKNOWN_CATEGORY },
  { type: 'COLOUR', id: 1 },
];

/** Often one list, so that a product can fail. */
export const randomLists = ({ one, whole, chance }: Pick<Random, 'one' | 'whole' | 'chance'>): Json =>
  Array.from({ length: chance(0.6) ? 1 : whole(0, 3) }, () => {
    const { type } = one(...(chance(0.8) ? CATALOGUE : LISTED));
    const ids = LISTED.filter((product) => product.type === type && chance(0.3)).map(({ id }) => id);
    return {
      productType: type,
      productIds: chance(0.9) ? [...ids, one(...LISTED.filter((product) => product.type === type)).id] : [],
    };
  });

/** A product on a bill. Null: it has none, or one that no list names. */
interface Item {
  readonly sku: number | null;
  readonly category: number | null;
  readonly brand: number | null;
}

/** The categories that contain one, and itself. */
function chainOf(category: number | null): readonly number[] {
  if (category === null) return [];
  return [category, ...chainOf(catalogue({ type: 'CATEGORY', id: category })?.parentId ?? null)];
}

type Categories = 'below' | 'alone';

/** Every item that a product can be. */
function itemsOf(product: Product, categories: Categories): readonly Item[] {
  const skus = CATALOGUE.filter(({ type }) => type === 'SKU').map(({ id, parentId, brandId }): Item => ({
    sku: id,
    category: parentId,
    brand: brandId,
  }));
  const anyOther = [null, UNKNOWN_SKU].flatMap((sku) =>
    [null, UNKNOWN_CATEGORY, 300, 301, 341, 302].flatMap((category) =>
      [null, 75, 76].map((brand): Item => ({ sku, category, brand })),
    ),
  );
  const items = [...skus, ...anyOther];
  if (product.type === 'SKU') return items.filter(({ sku }) => sku === product.id);
  if (product.type === 'BRAND') return items.filter(({ brand }) => brand === product.id);
  if (product.type !== 'CATEGORY') return items;
  return items.filter(({ category }) =>
    categories === 'alone'
      ? category === product.id
      : chainOf(category).includes(product.id) || category === UNKNOWN_CATEGORY,
  );
}

/** Whether the products are on the lists, in each reading of them. */
export function onLists(lists: readonly { type: string; ids: readonly number[] }[], product: Product): Verdict {
  const types = [...new Set(lists.filter(({ ids }) => ids.length > 0).map(({ type }) => type))];
  const results = (['below', 'alone'] as const).flatMap((categories) => {
    const items = itemsOf(product, categories);
    const outcomes = types.map((type) => {
      const ids = lists.filter((list) => list.type === type).flatMap((list) => list.ids);
      // Items have attributes that the catalogue does not know.
      if (product.type === type && ids.includes(product.id)) return 'pass';
      if (!['SKU', 'CATEGORY', 'BRAND'].includes(type) || product.type === 'ATTRIBUTE') return 'unknown';
      return all(
        items.map(({ sku, category, brand }) => {
          if (type === 'SKU') return sku !== null && ids.includes(sku);
          if (type === 'BRAND') return brand !== null && ids.includes(brand);
          const chain = categories === 'below' ? chainOf(category) : chainOf(category).slice(0, 1);
          return chain.some((id) => ids.includes(id));
        }),
      );
    });
    const firstOf = (...order: readonly Verdict[]) => order.find((outcome) => outcomes.includes(outcome));
    return [firstOf('pass', 'unknown', 'fail'), firstOf('fail', 'unknown', 'pass')];
  });
  if (types.length === 0 || results.every((result) => result === 'pass')) return 'pass';
  return results.every((result) => result === 'fail') ? 'fail' : 'unknown';
}
