import { fieldOf, type Values } from '#catalogue/catalogue.ts';
import { formatDay } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import type { JsonObject } from '#values/json.ts';
import type { Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';

type ListField = 'productInfo' | 'redemptionOrgEntityDetails';

const typesOf = (held: Values[ListField]) => (valueOrNull(held) ?? []).map((row) => row.type);

/** A new row of a type nobody knows. Stored ones stay, so that the rest of the list can be edited. */
const typesKnown = (field: ListField, types: readonly string[], example: (type: string) => JsonObject): Rule => ({
  id: `${field}-types-known`,
  reads: [field],
  severity: 'error',
  code: 629,
  source: `Documented: the types are ${types.join(', ')}.`,
  examples: { fires: { edit: example('SOMETHING') }, passes: { edit: example(types[0] ?? '') } },
  check: ({ values, base }) => {
    const before = typesOf(base.values[field]);
    const odd = typesOf(values[field]).find((type) => !types.includes(type) && !before.includes(type));
    return odd === undefined ? null : `“${odd}” is not known here. Choose one of: ${types.join(', ')}.`;
  },
});

const moment = (day: string) => Date.parse(`${day}T00:00:00Z`);
const REGISTERED = (from: number, until: number) => ({
  targetUserDetails: { validUserRegistrationStartTime: from, validUserRegistrationEndTime: until },
});
const TILLS = (...ids: number[]) => ({
  redemptionOrgEntityDetails: ids.map((orgEntityId) => ({ redemptionOrgEntityType: 'TILL', orgEntityId })),
});

/** The rules about products, places and customers. */
export const TARGET_RULES: readonly Rule[] = [
  typesKnown('productInfo', ['SKU', 'CATEGORY', 'BRAND', 'ATTRIBUTE'], (productType) => ({
    productInfo: [{ productType, productIds: [10] }],
  })),
  {
    id: 'product-type-twice',
    reads: ['productInfo'],
    severity: 'warning',
    code: 400,
    source: 'Documented: one object for each type of product. What a second one of the same type does was not seen.',
    examples: {
      fires: {
        stored: {
          productInfo: [
            { productType: 'BRAND', productIds: [10] },
            { productType: 'BRAND', productIds: [20] },
          ],
        },
      },
      passes: { stored: { productInfo: [{ productType: 'BRAND', productIds: [10, 20] }] } },
    },
    check: ({ values }) => {
      const types = typesOf(values.productInfo);
      const twice = types.find((type, at) => types.indexOf(type) !== at);
      return twice === undefined
        ? null
        : `There are two lists of type ${twice}, and one of them may be ignored. Put all their ids in one.`;
    },
  },
  typesKnown('redemptionOrgEntityDetails', ['CONCEPT', 'ZONE', 'STORE', 'TILL'], (redemptionOrgEntityType) => ({
    redemptionOrgEntityDetails: [{ redemptionOrgEntityType, orgEntityId: 20 }],
  })),
  {
    id: 'place-lists-disjoint',
    reads: ['redemptionOrgEntityDetails', 'redeemAtStore'],
    severity: 'warning',
    code: 735,
    source:
      'Engine: the list of places and the old list of ids are both checked (608, 624). Its own tests put ids of tills in the old one.',
    examples: {
      fires: { stored: { ...TILLS(1, 2), redeemAtStore: '[3]' } },
      passes: { stored: { ...TILLS(1, 2), redeemAtStore: '[2,3]' } },
    },
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
    source: 'Documented: only customers registered from the first to the second moment may redeem.',
    examples: {
      fires: { edit: REGISTERED(moment('2026-06-01'), moment('2026-05-01')) },
      passes: { edit: REGISTERED(moment('2026-05-01'), moment('2026-06-01')) },
    },
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
    source: 'Inferred: who registers after the series has ended is too late to redeem.',
    examples: {
      fires: { stored: { validTillDate: '2026-06-30T00:00:00Z' }, edit: REGISTERED(moment('2026-07-01'), 0) },
      passes: { stored: { validTillDate: '2026-06-30T00:00:00Z' }, edit: REGISTERED(moment('2026-06-30'), 0) },
    },
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
    source:
      'Open: the field’s text speaks of transactions that are required, its name and the vendor’s screens of a maximum for new customers. We read a maximum.',
    examples: {
      fires: { edit: { targetUserDetails: { validMaxUserTransactionLimit: 2 } } },
      passes: { stored: { targetUserDetails: { validMaxUserTransactionLimit: 2 } } },
    },
    check: ({ values, changed }) => {
      const limit = valueOrNull(values.validMaxUserTransactionLimit);
      return limit !== null && changed('validMaxUserTransactionLimit')
        ? `Read here as “at most ${formatNumber(limit)} so far”. The API’s texts also speak of a number that is needed: test with one customer on each side of it.`
        : null;
    },
  },
];
