import { catalogue } from '#catalogue/catalogue.ts';
import type { Place } from '#catalogue/model/kinds.ts';
import { INT32_MAX } from '#values/int32.ts';
import type { Day } from '#values/zone.ts';
import { PLACE_TYPES } from './endpoint-constants.ts';

// Apart from `endpoint-constants.ts`, because only the series list needs them.

/** The statuses, which exclude each other, and two selections across them. */
export const LIST_TABS = [
  'live',
  'scheduled',
  'ended',
  'limitReached',
  'notRedeemable',
  'endingSoon',
  'attention',
] as const;
export type ListTab = (typeof LIST_TABS)[number];
/** The most matches of a filter that are counted in each tab. */
export const MAX_COUNTED_SERIES = 1000;

/** Products by which series can be found. Which products have an attribute is not known. */
export const COVERED_TYPES = ['SKU', 'CATEGORY', 'BRAND'] as const;

/** `none`: the name of no value, such as "No limit". `unmirrored`: why it is off with a real API. */
interface FilterEntry {
  readonly label: string;
  readonly type: 'choices' | 'numbers' | 'days' | 'moment' | 'entry' | 'property' | 'person';
  readonly options?: Readonly<Record<string, string>>;
  readonly types?: readonly string[];
  readonly none?: string;
  readonly unmirrored?: string;
}

/** Every filter of the list, by its name in the URL of the page and in requests. */
export const LIST_FILTERS = {
  discount: { label: 'Discount', type: 'choices', options: catalogue.discountType.kind.options },
  value: { label: 'Discount value', type: 'numbers' },
  codes: { label: 'Codes', type: 'choices', options: catalogue.clientHandlingType.kind.options },
  owner: { label: 'Owner', type: 'choices', options: catalogue.ownedBy.kind.options },
  starts: { label: 'Starts', type: 'days', none: 'No start date' },
  ends: { label: 'Ends', type: 'days', none: 'No end date' },
  validAt: { label: 'Redeemable at', type: 'moment' },
  place: {
    label: 'Valid in',
    type: 'entry',
    types: PLACE_TYPES,
    unmirrored: 'The API does not return the places of a series.',
  },
  product: {
    label: 'Covers',
    type: 'entry',
    types: COVERED_TYPES,
    unmirrored: 'The API does not return the products of a series.',
  },
  maxIssued: { label: 'Limit of coupons', type: 'numbers', none: 'No limit' },
  maxRedeemed: { label: 'Limit of redemptions', type: 'numbers', none: 'No limit' },
  property: { label: 'Custom property', type: 'property' },
  changedBy: { label: 'Changed by', type: 'person' },
} as const satisfies Readonly<Record<string, FilterEntry>>;
export type FilterKey = keyof typeof LIST_FILTERS;
export const FILTER_KEYS = Object.keys(LIST_FILTERS) as readonly FilterKey[]; // the keys of a constant

/** Filters as texts, each of which `readFilter` reads. */
export type ListFilters = { readonly [Key in FilterKey]?: string | undefined };

/** Null: without an end. */
export interface Range<T> {
  readonly from: T | null;
  readonly to: T | null;
}

/** What the text of a filter means. */
export type Filter =
  | { readonly type: 'choices'; readonly chosen: readonly string[] }
  | { readonly type: 'none' }
  | { readonly type: 'numbers'; readonly range: Range<number> }
  | { readonly type: 'days'; readonly range: Range<Day> }
  | { readonly type: 'moment'; readonly day: Day; readonly time: string }
  | { readonly type: 'entry'; readonly entry: Place }
  | { readonly type: 'property' | 'person'; readonly text: string };

export const MAX_FILTER_LENGTH = 200;
const NUMBER = /^\d{1,15}(?:\.\d{1,6})?$/;
const DAY = /^[12]\d{3}-\d\d-\d\d$/;

const numberIn = (text: string) => (NUMBER.test(text) ? Number(text) : undefined);
/** A day of the calendar: not 30 February. */
const dayIn = (text: string): Day | undefined =>
  DAY.test(text) && new Date(`${text}T00:00Z`).toJSON()?.startsWith(text) ? text : undefined;

/** The texts of both ends of a range such as `10..50` or `10..`. One value is both. */
export function rangeParts(text: string): readonly [from: string, to: string] {
  const at = text.indexOf('..');
  return at < 0 ? [text, text] : [text.slice(0, at), text.slice(at + 2)];
}

function rangeIn<T extends number | string>(text: string, read: (part: string) => T | undefined): Range<T> | null {
  const [from, to] = rangeParts(text).map((part) => (part === '' ? null : read(part)));
  if (from === undefined || to === undefined || (from === null && to === null)) return null;
  return from !== null && to !== null && from > to ? null : { from, to };
}

function entryIn(text: string, types: readonly string[]): Place | null {
  const [type = '', id = ''] = text.split(':');
  return types.includes(type) && /^\d{1,10}$/.test(id) && Number(id) <= INT32_MAX && `${type}:${id}` === text
    ? { type, id: Number(id) }
    : null;
}

/** Reads the text of a filter: null if it has no meaning. */
export function readFilter(key: FilterKey, text: string): Filter | null {
  const { type, ...entry }: FilterEntry = LIST_FILTERS[key];
  if (text === '' || text.length > MAX_FILTER_LENGTH || /\0|\p{Surrogate}/u.test(text)) return null;
  if (text === 'none' && entry.none !== undefined) return { type: 'none' };
  switch (type) {
    case 'choices': {
      const chosen = [...new Set(text.split(','))];
      return chosen.every((each) => Object.hasOwn(entry.options ?? {}, each)) ? { type, chosen } : null;
    }
    case 'numbers': {
      const range = rangeIn(text, numberIn);
      return range && { type, range };
    }
    case 'days': {
      const range = rangeIn(text, dayIn);
      return range && { type, range };
    }
    case 'moment': {
      const [day = '', time = ''] = text.split('T');
      return dayIn(day) !== undefined && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time) ? { type, day, time } : null;
    }
    case 'entry': {
      const place = entryIn(text, entry.types ?? []);
      return place && { type, entry: place };
    }
    case 'property':
      return text.trim() === text && !text.startsWith('=') ? { type, text } : null;
    case 'person':
      return { type, text };
  }
}

/** What a filter may contain, as an instruction. */
export function filterHelp(key: FilterKey): string {
  const { type, options, types, none }: FilterEntry = LIST_FILTERS[key];
  const orNone = none === undefined ? '' : ', or `none`';
  switch (type) {
    case 'choices':
      return `One or more of ${Object.keys(options ?? {}).join(', ')}, with commas between them.`;
    case 'numbers':
      return `A number, or a range such as 10..50, 10.. or ..50${orNone}.`;
    case 'days':
      return `A day, or a range such as 2026-11-01..2026-11-30, with days of the cluster${orNone}.`;
    case 'moment':
      return 'A date and a time of the organisation, such as 2026-11-29T14:00.';
    case 'entry':
      return `A type and an id, such as ${types?.at(-1)}:12. Types: ${types?.join(', ')}.`;
    case 'property':
      return 'The name of a custom property, or its name and value: colour=red.';
    case 'person':
      return 'The id of a person who saved the series here.';
  }
}
