import { type Json } from '#values/json.ts';
import { type Day } from '#values/zone.ts';

/** Days of the month 1–31, weekdays 1 (Monday) – 7, hours 0–23. Empty means "any". The API combines them with AND. */
export interface RedemptionRange {
  readonly dom: readonly number[];
  readonly dow: readonly number[];
  readonly hours: readonly number[];
}

export interface Property {
  readonly key: string;
  readonly value: string;
}

/** `type` is SKU, CATEGORY, BRAND or ATTRIBUTE. Any other type that the API returns is preserved. */
export interface ProductSelection {
  readonly type: string;
  readonly ids: readonly number[];
}

/** `type` is CONCEPT, ZONE, STORE or TILL. Any other type that the API returns is preserved. */
export interface Place {
  readonly type: string;
  readonly id: number;
}

export const placeKey = ({ type, id }: Place) => `${type}:${id}`;

export type Unit =
  'money' | 'discount' | 'days' | 'expiry' | 'coupons' | 'redemptions' | 'transactions' | 'characters' | 'plain' | 'id';

interface NumberRange {
  readonly unit: Unit;
  readonly integer: boolean;
  readonly min: number;
  readonly max: number;
  /** The API stores a 32-bit float. Validation refuses whole numbers that would change. */
  readonly float32?: true;
}

/**
 * A kind says how a value is read from the wire, written back, checked, edited and printed. A catalogue entry
 * (field.ts) says which field has which kind.
 */
interface TextKind {
  readonly type: 'text';
  readonly lines?: number;
  /** The text is a code. Browsers must not translate it. */
  readonly isCode?: boolean;
  /** A message with `{{tags}}`: the one for resending, or the short one of old clients, which has other tags. */
  readonly tags?: 'resend' | 'short';
  readonly maxLength?: number;
  readonly pattern?: { readonly source: string; readonly message: string };
}
interface FlagKind {
  readonly type: 'flag';
  readonly on: string;
  readonly off: string;
}
interface ChoiceKind {
  readonly type: 'choice';
  readonly options: Readonly<Record<string, string>>;
}
/** A number. Sentinels in `unset` mean "not set" and are never shown. Without `unset` a number is required. */
interface NumberKind extends NumberRange {
  readonly type: 'number';
  readonly unset?: readonly number[];
}
/** A number or "no limit". Every wire value in `none` means no limit; a save sends `write`. */
interface LimitKind extends NumberRange {
  readonly type: 'limit';
  readonly none: readonly number[];
  readonly write: number;
  readonly noneLabel: string;
  readonly someLabel: string;
}
/** A calendar day in the cluster's zone; a date-time string on the wire. 1970-01-01 means `noneLabel`. */
interface DayKind {
  readonly type: 'day';
  readonly noneLabel: string;
  /** The day is the first of a period. Without this it is the last. */
  readonly edge?: 'start';
}
/** A moment; a date-time string on the wire. Never edited. */
interface InstantKind {
  readonly type: 'instant';
}
/** A moment; epoch milliseconds on the wire. The values in `none` mean `noneLabel`. */
interface EpochKind {
  readonly type: 'epoch';
  readonly none: readonly number[];
  readonly noneLabel: string;
  /** Which end of the picked day is sent. */
  readonly edge: 'start' | 'end';
}
/** Ids as a JSON array inside a string; "[-1]", "[]" and "false" mean `noneLabel`. */
interface IdsKind {
  readonly type: 'ids';
  /** What the ids name: other series, or places of these types. */
  readonly of: 'series' | readonly string[];
  readonly noneLabel: string;
}
interface RangeKind {
  readonly type: 'range';
}
interface PropertiesKind {
  readonly type: 'properties';
  readonly maxRows: number;
  /** Names that have their own field, with its label. Among the rows they would be lost or written twice. */
  readonly elsewhere: Readonly<Record<string, string>>;
}
interface ProductsKind {
  readonly type: 'products';
}
interface PlacesKind {
  readonly type: 'places';
}
/** Any other JSON: shown as it is, never edited. */
interface RawKind {
  readonly type: 'raw';
}

export type Kind =
  | TextKind
  | FlagKind
  | ChoiceKind
  | NumberKind
  | LimitKind
  | DayKind
  | InstantKind
  | EpochKind
  | IdsKind
  | RangeKind
  | PropertiesKind
  | ProductsKind
  | PlacesKind
  | RawKind;

export interface ValueByType {
  text: string;
  flag: boolean;
  choice: string;
  number: number | null;
  limit: number | null;
  day: Day | null;
  instant: string | null;
  epoch: number | null;
  ids: readonly number[];
  range: RedemptionRange;
  properties: readonly Property[];
  products: readonly ProductSelection[];
  places: readonly Place[];
  raw: Json;
}

export type KindType = keyof ValueByType;
export type ValueOf<K extends { readonly type: KindType }> = ValueByType[K['type']];

/** Stands in for a missing value: an unreadable stored value, a field the API did not return, or half-typed text. */
export type Unresolved =
  | { readonly unresolved: 'unreadable'; readonly raw: Json }
  | { readonly unresolved: 'notReturned' }
  | { readonly unresolved: 'draft'; readonly text: string };

export type FieldValue<T> = T | Unresolved;

export function isUnresolved(value: unknown): value is Unresolved {
  return typeof value === 'object' && value !== null && 'unresolved' in value;
}

const EMPTY: ValueByType = {
  text: '',
  flag: false,
  choice: '',
  number: null,
  limit: null,
  day: null,
  instant: null,
  epoch: null,
  ids: [],
  range: { dom: [], dow: [], hours: [] },
  properties: [],
  products: [],
  places: [],
  raw: null,
};

export function emptyValue<K extends Kind>(kind: K): ValueOf<K> {
  // The compiler does not resolve ValueByType[K['type']] for a generic K.
  return EMPTY[kind.type] as ValueOf<K>;
}
