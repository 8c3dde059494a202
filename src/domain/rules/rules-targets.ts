import { fieldOf, type Values } from '#catalogue/catalogue.ts';
import { formatDay } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import type { Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';

type ListField = 'productInfo' | 'redemptionOrgEntityDetails';

const typesOf = (held: Values[ListField]) => (valueOrNull(held) ?? []).map((row) => row.type);

/** A new row of a type nobody knows. Stored ones stay, so that the rest of the list can be edited. */
const typesKnown = <F extends ListField>(field: F, types: readonly string[]): Rule<`${F}-types-known`> => ({
  id: `${field}-types-known`,
  reads: [field],
  severity: 'error',
  code: 629,
  check: ({ values, base }) => {
    const before = typesOf(base.values[field]);
    const odd = typesOf(values[field]).find((type) => !types.includes(type) && !before.includes(type));
    return odd === undefined ? null : `“${odd}” is not known here. Choose one of: ${types.join(', ')}.`;
  },
});

/** The rules about products, places and customers. */
export const TARGET_RULES = [
  typesKnown('productInfo', ['SKU', 'CATEGORY', 'BRAND', 'ATTRIBUTE']),
  {
    id: 'product-type-twice',
    reads: ['productInfo'],
    severity: 'warning',
    code: 400,
    check: ({ values }) => {
      const types = typesOf(values.productInfo);
      const twice = types.find((type, at) => types.indexOf(type) !== at);
      return twice === undefined
        ? null
        : `There are two lists of type ${twice}, and one of them may be ignored. Put all their ids in one.`;
    },
  },
  typesKnown('redemptionOrgEntityDetails', ['CONCEPT', 'ZONE', 'STORE', 'TILL']),
  {
    id: 'place-lists-disjoint',
    reads: ['redemptionOrgEntityDetails', 'redeemAtStore'],
    severity: 'warning',
    code: 735,
    check: ({ values }) => {
      const places = valueOrNull(values.redemptionOrgEntityDetails) ?? [];
      const old = valueOrNull(values.redeemAtStore) ?? [];
      if (places.length === 0 || old.length === 0 || places.some(({ type }) => type !== 'TILL')) return null;
      const ids = new Set(old);
      return places.some(({ id }) => ids.has(id))
        ? null
        : `No till stands in this list and in “${fieldOf('redeemAtStore').label}”, and both may have to allow it. Empty the old list, or make them agree.`;
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
    id: 'registration-after-end',
    reads: ['validUserRegistrationStartTime', 'validTillDate'],
    severity: 'warning',
    code: 710,
    check: ({ values, end }) => {
      const from = valueOrNull(values.validUserRegistrationStartTime);
      return from !== null && end !== null && from > end.instant
        ? `Only customers registered later than the end of the series on ${formatDay(end.day)} fit, so nobody can redeem. Enter an earlier moment.`
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
        ? `Read here as “at most ${formatNumber(limit)} so far”. The API’s texts also speak of a number that is needed: test with one customer on each side of it.`
        : null;
    },
  },
] as const satisfies readonly Rule[];
