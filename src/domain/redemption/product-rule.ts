import type { Values } from '#catalogue/catalogue.ts';
import { formatProducts } from '#catalogue/format.ts';
import { isUnresolved, type ProductSelection } from '#catalogue/model/kinds.ts';
import { memoizePair } from '#values/memoize-pair.ts';
import {
  filledLists,
  linkOf,
  type Product,
  type ProductIndex,
  productMatcher,
  productName,
  type ProductReading,
} from '../targets/product-coverage.ts';
import { valueOrNull } from '../series/series.ts';
import type { CheckFacts } from './attempt.ts';
import { type Finding, type Outcome, pass, rule, unreadable } from './redemption-rule.ts';

const READINGS: readonly ProductReading[] = (['one', 'all'] as const).flatMap((lists) =>
  (['below', 'alone'] as const).map((categories) => ({ lists, categories })),
);
const MEANINGS = {
  one: 'One list is enough',
  all: 'Every list must match',
  below: 'A category includes those below it',
  alone: 'A category stands alone',
} as const;

const outcomeOf = (isCovered: boolean | null): Outcome =>
  isCovered === null ? 'unknown' : isCovered ? 'pass' : 'fail';

/** Assumption 9, for products: the value that a save from here last sent counts, if the API does not return one. */
export function redeemProducts(
  { productInfo: stored }: Values,
  sent: CheckFacts['sentProducts'],
): Values['productInfo'] {
  return isUnresolved(stored) && stored.unresolved === 'notReturned' ? (sent ?? stored) : stored;
}

/** What each reading of the lists says about a product. Readings that make no difference are left out. */
export const productOutcomes = memoizePair((lists: readonly ProductSelection[], products: ProductIndex) => {
  const matchers = READINGS.map((reading) => ({ reading, matches: productMatcher(lists, products, reading) }));
  return (product: Product): ProductOutcome =>
    combined(matchers.map(({ reading, matches }) => ({ reading, outcome: outcomeOf(matches(product)) })));
});

type ProductOutcome = Pick<Finding, 'outcome' | 'readings'>;

function combined(results: readonly { readonly reading: ProductReading; readonly outcome: Outcome }[]): ProductOutcome {
  const [first] = results;
  if (!first) return { outcome: 'unknown' };
  if (results.every(({ outcome }) => outcome === first.outcome)) return { outcome: first.outcome };
  const other = { lists: 'categories', categories: 'lists' } as const;
  const matters = (axis: 'lists' | 'categories') =>
    results.some((a) =>
      results.some((b) => a.outcome !== b.outcome && a.reading[other[axis]] === b.reading[other[axis]]),
    );
  const axes = (['lists', 'categories'] as const).filter(matters);
  const readings = results.map(({ reading, outcome }) => ({
    meaning: axes.map((axis) => MEANINGS[reading[axis]]).join(', '),
    outcome,
  }));
  return {
    outcome: 'unknown',
    readings: readings.filter(({ meaning }, at) => readings.findIndex((one) => one.meaning === meaning) === at),
  };
}

/** Whether a list names the product itself. */
export const isListed = ({ type, id }: Product, lists: readonly ProductSelection[]): boolean =>
  lists.some((list) => list.type === type && list.ids.includes(id));

export const productsRule = rule({
  id: 'products',
  field: 'productInfo',
  engineCodes: [],
  apiCodes: [],
  enforcedBy: 'till',
  fact: 'product',
  check: (input) => {
    const { possible, facts, series } = input;
    const lists = redeemProducts(series.values, facts.sentProducts);
    if (isUnresolved(lists))
      return lists.unresolved === 'notReturned'
        ? { outcome: 'unknown', text: 'The API does not return for which products the discount is.' }
        : unreadable('productInfo');
    const assumes = isUnresolved(series.values.productInfo)
      ? { assumes: 'The API does not return the products: these were sent by the last save from here.' }
      : {};
    const filled = filledLists(lists);
    if (filled.length === 0) return { ...pass('All products.'), ...assumes };
    const text = `${formatProducts(filled)}; `;
    if (possible.product === null) return { outcome: 'unknown', text: `${text}the product is not known.`, ...assumes };
    const found = productOutcomes(lists, facts.products)(possible.product);
    const listed = found.outcome === 'unknown' && isListed(possible.product, filled) ? ' It is on a list.' : '';
    return {
      text: `${text}the product is ${productName(possible.product, facts.products)}.${listed}`,
      ...found,
      ...assumes,
    };
  },
  say: ({ possible: { product }, facts: { products } }) =>
    `It is not meant for ${product ? productName(product, products) : 'this product'}.`,
  loosened: ({ series: { values }, possible: { product }, facts }) => {
    const lists = filledLists(valueOrNull(redeemProducts(values, facts.sentProducts)) ?? []);
    if (product === null) return undefined;
    const links = lists.map(({ type }) => linkOf(product, type, facts.products));
    // A list of another type would only help if one list is enough.
    if (links.includes(null)) return [];
    return lists.map((list, at) => ({ ...list, ids: [...new Set([...list.ids, links[at] ?? product.id])] }));
  },
});
