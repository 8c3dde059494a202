import type { ProductSelection } from '#catalogue/model/kinds.ts';

/** A SKU, a category, a brand or an attribute value. */
export interface Product {
  readonly type: string;
  readonly id: number;
}

/** A product in the organisation's directory. */
export interface KnownProduct extends Product {
  readonly name: string;
  /** SKU: its category. CATEGORY: its parent. */
  readonly parentId: number | null;
  /** SKU only. */
  readonly brandId: number | null;
}

/** Looks up a product: null if it does not exist, undefined if it is not loaded. */
export type ProductIndex = (product: Product) => KnownProduct | null | undefined;

/** How the lists of a series are read. The API's texts say neither. */
export interface ProductReading {
  /** Whether a category stands for those below it, or for the products that are directly in it. */
  readonly categories: 'below' | 'alone';
  /** Whether a product must be on one of the lists, or on all. */
  readonly lists: 'one' | 'all';
}

/** Maximum depth of categories. Guards against an endless loop if the directory's categories form a cycle. */
const MAX_DEPTH = 20;

/** The category of a SKU, or a category itself, and those above it, nearest first. The last may not be known. */
export function categoriesOf(product: Product, index: ProductIndex): readonly Product[] {
  const chain: Product[] = [];
  let next: Product | null = product.type === 'CATEGORY' ? product : parentOf(index(product));
  while (next && chain.length < MAX_DEPTH) {
    chain.push(next);
    next = parentOf(index(next));
  }
  return chain;
}

const parentOf = (known: KnownProduct | null | undefined): Product | null =>
  known && known.parentId !== null ? { type: 'CATEGORY', id: known.parentId } : null;

/** The categories that a product belongs to in a reading, and whether these are all. */
function categoryIds(product: Product, index: ProductIndex, categories: ProductReading['categories']) {
  const chain = categoriesOf(product, index);
  const isKnown =
    categories === 'alone' ? product.type === 'CATEGORY' || index(product) : chain.every((one) => index(one));
  return {
    ids: (categories === 'below' ? chain : chain.slice(0, 1)).map(({ id }) => id),
    isComplete: Boolean(isKnown && (product.type === 'CATEGORY' || index(product))),
  };
}

/** What the entries of one list belong to. `isComplete`: nothing else is possible. */
interface Belonging {
  readonly ids: ReadonlySet<number>;
  readonly isComplete: boolean;
}

function belongingOf(parts: readonly { ids: readonly number[]; isComplete: boolean }[]): Belonging {
  return { ids: new Set(parts.flatMap(({ ids }) => ids)), isComplete: parts.every(({ isComplete }) => isComplete) };
}

/** Whether a product matches; null if it cannot be known. */
type Matches = (product: Product) => boolean | null;

/** Some products of a category or of a brand may be listed: then it cannot be known for one of them. */
const mayBeIn = ({ id }: Product, part: Belonging | null) =>
  !part || part.ids.has(id) || !part.isComplete ? null : false;

/** Prepared once, so that a list of thousands of entries is read once for any number of products. */
function listMatcher(type: string, ids: ReadonlySet<number>, index: ProductIndex, reading: ProductReading): Matches {
  const entries = [...ids].map((id): Product => ({ type, id }));
  const categories =
    type === 'SKU' || type === 'CATEGORY'
      ? belongingOf(entries.map((entry) => categoryIds(entry, index, reading.categories)))
      : null;
  const brands =
    type === 'SKU'
      ? belongingOf(entries.map(index).map((sku) => ({ ids: [sku?.brandId ?? []].flat(), isComplete: Boolean(sku) })))
      : null;
  return (product) => {
    if (product.type === type && ids.has(product.id)) return true;
    if (type === 'SKU') {
      if (product.type === 'SKU') return false;
      if (product.type === 'CATEGORY') return mayBeIn(product, categories);
      return product.type === 'BRAND' ? mayBeIn(product, brands) : null;
    }
    if (type === 'CATEGORY' && (product.type === 'SKU' || product.type === 'CATEGORY')) {
      const own = categoryIds(product, index, reading.categories);
      if (own.ids.some((id) => ids.has(id))) return true;
      if (!own.isComplete) return null;
      return product.type === 'SKU' ? false : mayBeIn(product, categories);
    }
    if (type === 'BRAND' && product.type === 'BRAND') return false;
    const sku = product.type === 'SKU' ? index(product) : null;
    // Which brands a category has, and which values of attributes a product has, is not in the directory.
    return type === 'BRAND' && sku ? sku.brandId !== null && ids.has(sku.brandId) : null;
  };
}

const anyOf = (results: readonly (boolean | null)[]) =>
  results.includes(true) ? true : results.includes(null) ? null : false;
const allOf = (results: readonly (boolean | null)[]) =>
  results.includes(false) ? false : results.includes(null) ? null : true;

/** Whether every purchase of a product matches the lists of a series (true), or none does (false). */
export function productMatcher(
  lists: readonly ProductSelection[],
  index: ProductIndex,
  reading: ProductReading,
): Matches {
  const filled = filledLists(lists);
  const matchers = [...new Set(filled.map(({ type }) => type))].map((type) =>
    listMatcher(type, new Set(filled.flatMap((list) => (list.type === type ? list.ids : []))), index, reading),
  );
  if (matchers.length === 0) return () => true;
  const combine = reading.lists === 'one' ? anyOf : allOf;
  return (product) => combine(matchers.map((matches) => matches(product)));
}

/** An empty list does not restrict anything. */
export const filledLists = (lists: readonly ProductSelection[]) => lists.filter(({ ids }) => ids.length > 0);

export const productsIn = (lists: readonly ProductSelection[]): readonly Product[] =>
  lists.flatMap(({ type, ids }) => ids.map((id) => ({ type, id })));

/** The entry that puts a product on a list of a type: the product itself, its category or its brand. Null: not known. */
export function linkOf(product: Product, type: string, index: ProductIndex): number | null {
  if (product.type === type) return product.id;
  const known = product.type === 'SKU' ? index(product) : null;
  if (type === 'CATEGORY') return known?.parentId ?? null;
  return type === 'BRAND' ? (known?.brandId ?? null) : null;
}

const TYPE_LABELS: Readonly<Record<string, string>> = {
  SKU: 'SKU',
  CATEGORY: 'Category',
  BRAND: 'Brand',
  ATTRIBUTE: 'Attribute',
};

/** The label of a product type. An unknown type is shown as it is. */
export const productWord = (type: string) => TYPE_LABELS[type] ?? `${type} (unknown)`;

/** The name of a product: `Brand 75` until it is loaded, `unknown 75` if it does not exist. */
export function productName(product: Product, index: ProductIndex): string {
  const known = index(product);
  if (known) return known.name;
  return known === null ? `unknown ${product.id}` : `${productWord(product.type)} ${product.id}`;
}
