import type { JsonObject } from '#values/json.ts';
import type { ExamplesOf, RuleExamples } from './rule.examples.ts';
import type { TARGET_RULES } from './rules-targets.ts';

/** `row` builds a list with one row of the given type. */
const typesKnown = (types: readonly [string, ...string[]], row: (type: string) => JsonObject): RuleExamples => ({
  source: `Documented: the types are ${types.join(', ')}.`,
  fires: { edit: row('SOMETHING') },
  passes: { edit: row(types[0]) },
});
const moment = (day: string) => Date.parse(`${day}T00:00:00Z`);
const REGISTERED = (from: number, until: number) => ({
  targetUserDetails: { validUserRegistrationStartTime: from, validUserRegistrationEndTime: until },
});
const place = (redemptionOrgEntityType: string, orgEntityId: number) => ({ redemptionOrgEntityType, orgEntityId });
const TILLS = (...ids: number[]) => ({
  redemptionOrgEntityDetails: ids.map((id) => place('TILL', id)),
});

/** `wire` builds the list with these ids. */
const removed = (wire: (...ids: number[]) => JsonObject): RuleExamples => ({
  source: 'Documented: an empty list restricts nothing.',
  fires: { stored: wire(7), edit: wire() },
  passes: { stored: wire(7), edit: wire(8) },
});
const SKUS = (...ids: number[]) => ({
  productInfo: ids.length === 0 ? [] : [{ productType: 'SKU', productIds: ids }],
});

export const TARGET_EXAMPLES: ExamplesOf<typeof TARGET_RULES> = {
  'productInfo-types-known': typesKnown(['SKU', 'CATEGORY', 'BRAND', 'ATTRIBUTE'], (productType) => ({
    productInfo: [{ productType, productIds: [10] }],
  })),
  'productInfo-removed': removed(SKUS),
  'product-type-twice': {
    source: 'Documented: one object for each type of product. What a second one of the same type does was not seen.',
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
  'redemptionOrgEntityDetails-types-known': typesKnown(
    ['CONCEPT', 'ZONE', 'STORE', 'TILL'],
    (redemptionOrgEntityType) => ({
      redemptionOrgEntityDetails: [{ redemptionOrgEntityType, orgEntityId: 20 }],
    }),
  ),
  'redemptionOrgEntityDetails-removed': removed(TILLS),
  'storeIdsJson-removed': removed((...ids) => ({ storeIdsJson: JSON.stringify(ids.length === 0 ? [-1] : ids) })),
  'redeemAtStore-removed': removed((...ids) => ({ redeemAtStore: JSON.stringify(ids.length === 0 ? [-1] : ids) })),
  'places-of-several-types': {
    source: 'Open: one published request mixes types, and the engine of 2020 had one type for each series.',
    fires: { edit: { redemptionOrgEntityDetails: [place('ZONE', 7), place('STORE', 40)] } },
    passes: { edit: { redemptionOrgEntityDetails: [place('STORE', 40), place('STORE', 41)] } },
  },
  'place-lists-disjoint': {
    source:
      'Engine: the list of places and the old list of ids are both checked (608, 624). Its own tests put ids of tills in the old list.',
    fires: { stored: { ...TILLS(1, 2), redeemAtStore: '[3]' } },
    passes: { stored: { ...TILLS(1, 2), redeemAtStore: '[2,3]' } },
  },
  'registration-window-empty': {
    source: 'Documented: only customers registered between the two moments may redeem.',
    fires: { edit: REGISTERED(moment('2026-06-01'), moment('2026-05-01')) },
    passes: { edit: REGISTERED(moment('2026-05-01'), moment('2026-06-01')) },
  },
  'registration-before-2000': {
    source:
      'Ours: no customer registered that long ago. Published samples have the end 10000, which is 10 seconds after the start of 1970.',
    fires: { edit: REGISTERED(0, 10_000) },
    passes: { edit: REGISTERED(0, moment('2026-06-01')) },
  },
  'registration-after-end': {
    source: 'Inferred: a customer who registers after the end of the series is too late to redeem.',
    fires: { stored: { validTillDate: '2026-06-30T00:00:00Z' }, edit: REGISTERED(moment('2026-07-01'), 0) },
    passes: { stored: { validTillDate: '2026-06-30T00:00:00Z' }, edit: REGISTERED(moment('2026-06-30'), 0) },
  },
  'transaction-limit-unclear': {
    source:
      'Open: the field’s text speaks of transactions that are required, its name and the vendor’s screens of a maximum for new customers. We read a maximum.',
    fires: { edit: { targetUserDetails: { validMaxUserTransactionLimit: 2 } } },
    passes: { stored: { targetUserDetails: { validMaxUserTransactionLimit: 2 } } },
  },
};
