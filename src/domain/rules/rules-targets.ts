import { fieldOf, type Values } from '#catalogue/catalogue.ts';
import { formatDay } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import { FIRST_REGISTRATION } from '../lifetime/reachability.ts';
import type { Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';

type ListField = 'productInfo' | 'redemptionOrgEntityDetails';

const typesOf = (list: Values[ListField]) => (valueOrNull(list) ?? []).map((row) => row.type);

const isMixed = (list: Values[ListField]) => new Set(typesOf(list)).size > 1;

/** A new row must have a known type. Stored rows of unknown types are allowed, so that the list stays editable. */
const typesKnown = <F extends ListField>(field: F, types: readonly string[]): Rule<`${F}-types-known`> => ({
  id: `${field}-types-known`,
  reads: [field],
  severity: 'error',
  code: 629,
  check: ({ values, base }) => {
    const before = typesOf(base.values[field]);
    const unknown = typesOf(values[field]).find((type) => !types.includes(type) && !before.includes(type));
    return unknown === undefined ? null : `“${unknown}” is not known here. Choose one of: ${types.join(', ')}.`;
  },
});

const countOf = (list: Values[ListField | 'storeIdsJson']) => valueOrNull<readonly unknown[]>(list)?.length;

/** An empty list allows everything. `allows`: what it then allows, as a sentence. */
const restrictionRemoved = <F extends ListField | 'storeIdsJson' | 'redeemAtStore'>(
  field: F,
  allows: string,
): Rule<`${F}-removed`> => ({
  id: `${field}-removed`,
  reads: [field],
  severity: 'warning',
  code: 629,
  check: ({ base, values }) => {
    return countOf(values[field]) === 0 && (countOf(base.values[field]) ?? 0) > 0
      ? `${allows} Enter the list again if the restriction stays.`
      : null;
  },
});

/** Rules about products, places and customers. */
export const TARGET_RULES = [
  typesKnown('productInfo', ['SKU', 'CATEGORY', 'BRAND', 'ATTRIBUTE']),
  restrictionRemoved('productInfo', 'Without the list, the discount is meant for all products.'),
  {
    id: 'product-type-twice',
    reads: ['productInfo'],
    severity: 'warning',
    code: 400,
    check: ({ values }) => {
      const types = typesOf(values.productInfo);
      const duplicate = types.find((type, at) => types.indexOf(type) !== at);
      return duplicate === undefined
        ? null
        : `There are two lists of type ${duplicate}, and one of them may be ignored. Put all their ids in one.`;
    },
  },
  typesKnown('redemptionOrgEntityDetails', ['CONCEPT', 'ZONE', 'STORE', 'TILL']),
  restrictionRemoved('redemptionOrgEntityDetails', 'Without the list, every store redeems these coupons.'),
  restrictionRemoved('storeIdsJson', 'Without the list, all stores issue these coupons.'),
  restrictionRemoved('redeemAtStore', 'Without the old list, it excludes no place from redeeming.'),
  {
    id: 'places-of-several-types',
    reads: ['redemptionOrgEntityDetails'],
    severity: 'warning',
    code: 629,
    check: ({ base, values, changed }) => {
      return changed('redemptionOrgEntityDetails') &&
        isMixed(values.redemptionOrgEntityDetails) &&
        !isMixed(base.values.redemptionOrgEntityDetails)
        ? 'The places are of several types. Older versions of the API take one type for a series: check after saving that no place is lost.'
        : null;
    },
  },
  {
    id: 'place-lists-disjoint',
    reads: ['redemptionOrgEntityDetails', 'redeemAtStore'],
    severity: 'warning',
    code: 735,
    check: ({ values }) => {
      const places = valueOrNull(values.redemptionOrgEntityDetails) ?? [];
      const oldIds = valueOrNull(values.redeemAtStore) ?? [];
      if (places.length === 0 || oldIds.length === 0 || places.some(({ type }) => type !== 'TILL')) return null;
      const ids = new Set(oldIds);
      return places.some(({ id }) => ids.has(id))
        ? null
        : `No till is in both this list and “${fieldOf('redeemAtStore').label}”, and both may have to allow it. Empty the old list, or put the same tills in both.`;
    },
  },
  {
    id: 'registration-window-empty',
    reads: ['validUserRegistrationEndTime', 'validUserRegistrationStartTime'],
    severity: 'warning',
    code: 710,
    check: ({ values }) => {
      const from = valueOrNull(values.validUserRegistrationStartTime);
      const until = valueOrNull(values.validUserRegistrationEndTime);
      return from !== null && until !== null && until < from
        ? 'The end lies before the start: no customer fits. Swap them, or remove one.'
        : null;
    },
  },
  {
    id: 'registration-before-2000',
    reads: ['validUserRegistrationEndTime'],
    severity: 'warning',
    code: 710,
    check: ({ values }) => {
      const until = valueOrNull(values.validUserRegistrationEndTime);
      return until !== null && until < FIRST_REGISTRATION
        ? 'No customer registered before 2000, so no customer can redeem. Remove the end, or enter a later one.'
        : null;
    },
  },
  {
    id: 'registration-after-end',
    reads: ['validUserRegistrationStartTime', 'validTillDate'],
    severity: 'warning',
    code: 710,
    check: ({ values, end }) => {
      const from = valueOrNull(values.validUserRegistrationStartTime);
      return from !== null && end !== null && from > end.instant
        ? `Registration starts after the series ends on ${formatDay(end.day)}, so no customer can redeem. Enter an earlier start.`
        : null;
    },
  },
  {
    id: 'transaction-limit-unclear',
    reads: ['validMaxUserTransactionLimit'],
    severity: 'warning',
    code: 710,
    check: ({ values, changed }) => {
      const limit = valueOrNull(values.validMaxUserTransactionLimit);
      return limit !== null && changed('validMaxUserTransactionLimit')
        ? `We read this as “at most ${formatNumber(limit)} so far”. The API’s documentation also calls it a required number: test with a customer below and one above it.`
        : null;
    },
  },
] as const satisfies readonly Rule[];
