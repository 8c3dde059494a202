/**
 * The kinds of value a coupon series holds. A kind says how a value is read from the wire, written back, checked,
 * edited and printed; a catalogue entry (field.ts) says which field has which kind.
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** A calendar day without a zone, `YYYY-MM-DD`. */
export type Day = string;

/** Days of the month 1–31, weekdays 1 (Monday) – 7, hours 0–23. An empty list means "any". The API combines them with AND. */
export interface RedemptionRange {
  readonly dom: readonly number[];
  readonly dow: readonly number[];
  readonly hours: readonly number[];
}

export interface Property {
  readonly key: string;
  readonly value: string;
}

/** `type` is SKU, CATEGORY, BRAND or ATTRIBUTE; another type that the API returned is kept as it is. */
export interface ProductSelection {
  readonly type: string;
  readonly ids: readonly number[];
}

/** `type` is CONCEPT, ZONE, STORE or TILL; another type that the API returned is kept as it is. */
export interface Place {
  readonly type: string;
  readonly id: number;
}

export type Unit =
  'money' | 'discount' | 'days' | 'expiry' | 'coupons' | 'redemptions' | 'transactions' | 'characters' | 'plain' | 'id';

interface NumberRange {
  readonly unit: Unit;
  readonly integer: boolean;
  readonly min: number;
  readonly max: number;
  /** The API keeps the value in a 32-bit float: whole numbers that would change are refused. */
  readonly float32?: true;
}

interface TextKind {
  readonly type: 'text';
  readonly lines?: number;
  /** It is a code: nothing a browser may translate. */
  readonly isCode?: boolean;
  /** It is a message with `{{tags}}`: that sent again, or the short one of old clients, which knows other tags. */
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
/** A number. Sentinels in `unset` read as "not set" and are never shown; without any the number must be there. */
interface NumberKind extends NumberRange {
  readonly type: 'number';
  readonly unset?: readonly number[];
}
/** A number or "no limit": the wire values in `none` all mean no limit, `write` is sent when somebody chooses it. */
interface LimitKind extends NumberRange {
  readonly type: 'limit';
  readonly none: readonly number[];
  readonly write: number;
  readonly noneLabel: string;
  readonly someLabel: string;
}
/** A calendar day in the cluster's zone, a date-time string on the wire; 1970-01-01 means `noneLabel`. */
interface DayKind {
  readonly type: 'day';
  readonly noneLabel: string;
  /** Something begins with the day; without it something ends. */
  readonly edge?: 'start';
}
/** A moment as date-time string on the wire, never edited. */
interface InstantKind {
  readonly type: 'instant';
}
/** A moment as epoch milliseconds on the wire; the values in `none` mean `noneLabel`. */
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
  /** Names that stand in a field of their own, with its label: among the rows they would be lost or written twice. */
  readonly elsewhere: Readonly<Record<string, string>>;
}
interface ProductsKind {
  readonly type: 'products';
}
interface PlacesKind {
  readonly type: 'places';
}
/** Anything else, shown as JSON and never edited. */
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

/** What a form holds where it has no value: a stored value nobody could read, one the API did not return, half-typed text. */
export type Odd =
  | { readonly odd: 'unreadable'; readonly raw: Json }
  | { readonly odd: 'notReturned' }
  | { readonly odd: 'typed'; readonly text: string };

export type Held<T> = T | Odd;

export function isOdd(value: unknown): value is Odd {
  return typeof value === 'object' && value !== null && 'odd' in value;
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
  // ValueByType is indexed by the kind's own type, which the compiler does not follow through the generic.
  return EMPTY[kind.type] as ValueOf<K>;
}
