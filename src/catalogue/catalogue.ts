import type { Field } from './model/field.ts';
import type { FieldValue, ValueOf } from './model/kinds.ts';
import { basics } from './sections/basics.ts';
import { codes } from './sections/codes.ts';
import { discount } from './sections/discount.ts';
import { issuance } from './sections/issuance.ts';
import { messages, terms } from './sections/messages.ts';
import { redemption, redemptionWindow } from './sections/redemption.ts';
import { state } from './sections/state.ts';
import { customers, places, products } from './sections/targets.ts';
import { validity } from './sections/validity.ts';

/** Every field of a coupon series, declared once. */
export const catalogue = {
  ...basics,
  ...discount,
  ...codes,
  ...validity,
  ...issuance,
  ...redemption,
  ...redemptionWindow,
  ...products,
  ...places,
  ...customers,
  ...messages,
  ...terms,
  ...state,
} as const;

type Catalogue = typeof catalogue;
export type FieldKey = keyof Catalogue;

/** The form values of a series: a value for each field, or why it has none. */
export type Values = { readonly [K in FieldKey]: FieldValue<ValueOf<Catalogue[K]['kind']>> };

const keysOf = (fields: object) => Object.keys(fields) as FieldKey[];

export const FIELD_KEYS: readonly FieldKey[] = keysOf(catalogue);

/** The entry of a field, without the literal type of its kind. For loops over the catalogue. */
export function fieldOf(key: FieldKey): Field {
  return catalogue[key];
}

export const isFieldKey = (key: string): key is FieldKey => Object.hasOwn(catalogue, key);

export const EDITABLE_KEYS: readonly FieldKey[] = FIELD_KEYS.filter((key) => fieldOf(key).access !== 'read');

/** Rows of the reference that only wrap others: the request's envelope and the object around the customer limits. */
export const WRAPPER_ROWS = { request: ['CouponSeriesV2', 'targetUserDetails'], response: [] } as const;

export interface Section {
  readonly id: string;
  readonly label: string;
  readonly about: string;
  readonly keys: readonly FieldKey[];
}

export const sections: readonly Section[] = [
  { id: 'basics', label: 'Basics', about: 'What the offer is called and how tills know it.', keys: keysOf(basics) },
  {
    id: 'discount',
    label: 'Discount',
    about: 'What a coupon takes off, and from which bills.',
    keys: keysOf(discount),
  },
  { id: 'codes', label: 'Codes', about: 'Where coupon codes come from and what they look like.', keys: keysOf(codes) },
  {
    id: 'validity',
    label: 'Validity and expiry',
    about: 'When the series ends, and how long each coupon lives after it is issued.',
    keys: keysOf(validity),
  },
  {
    id: 'issuance',
    label: 'Issuance limits',
    about: 'How many coupons are given out, and to whom again.',
    keys: keysOf(issuance),
  },
  { id: 'redemption', label: 'Redemption limits', about: 'Who may redeem, and how often.', keys: keysOf(redemption) },
  {
    id: 'window',
    label: 'Redemption window',
    about: 'On which days and hours coupons work.',
    keys: keysOf(redemptionWindow),
  },
  { id: 'products', label: 'Products', about: 'What the discount is meant for.', keys: keysOf(products) },
  { id: 'places', label: 'Places', about: 'Where coupons are issued and redeemed.', keys: keysOf(places) },
  { id: 'customers', label: 'Customers', about: 'Limits to new customers.', keys: keysOf(customers) },
  { id: 'messages', label: 'Messages', about: 'What customers are sent.', keys: keysOf(messages) },
  {
    id: 'terms',
    label: 'Terms and properties',
    about: 'Terms, and the organisation’s own properties.',
    keys: keysOf(terms),
  },
  {
    id: 'state',
    label: 'Read-only state',
    about: 'Values that only the API sets.',
    keys: keysOf(state).filter((key) => !fieldOf(key).unlisted),
  },
];

const sectionByKey = new Map(sections.flatMap((section) => section.keys.map((key) => [key, section] as const)));

export function sectionOf(key: FieldKey): Section {
  // Unlisted fields are declared with the last section. It exists: catalogue and sections are built from the same objects.
  return sectionByKey.get(key) ?? (sections.at(-1) as Section);
}
