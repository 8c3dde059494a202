import type { Gates } from './gates.ts';
import type { Kind, ValueOf } from './kinds.ts';
import type { Json } from '#values/json.ts';
import { INT32_MAX } from '#values/int32.ts';

/** What the API stores when a PUT omits the key: PUT replaces the whole object. */
export type WhenOmitted =
  | { readonly value: Json }
  /** The answer omits the key. `reads`: what an absent key means. */
  | { readonly rule: 'absent'; readonly reads?: Json }
  /** The day of the call. */
  | { readonly rule: 'today' }
  /** The same text as `description`. */
  | { readonly rule: 'description' }
  /** The API rejects the call. */
  | { readonly rule: 'refused' }
  /** The API ignores what is sent: it keeps or computes the value. */
  | { readonly rule: 'own' };

export const ABSENT: WhenOmitted = { rule: 'absent' };
export const ABSENT_IS_FALSE: WhenOmitted = { rule: 'absent', reads: false };
export const REFUSED: WhenOmitted = { rule: 'refused' };
export const SERVER_OWNED: WhenOmitted = { rule: 'own' };

export interface Field<K extends Kind = Kind> {
  readonly label: string;
  readonly help?: string;
  readonly kind: K;
  /** Path of the value in the series object, for reading and writing. */
  readonly path: readonly [string, ...string[]];
  /** Second path that some answers use. A write always uses `path`. */
  readonly readAlso?: readonly [string, ...string[]];
  /** Keys of the same wire object that belong to other entries. */
  readonly except?: readonly string[];
  /** `locked` fields need a typed confirmation; `read` fields belong to the API. */
  readonly access: 'edit' | 'locked' | 'read';
  /** Why the field is locked or read-only, and what to do instead. */
  readonly because?: string;
  /** The phrase a user types to unlock the field. It names the consequence. */
  readonly unlockPhrase?: string;
  /** Old or seldom needed: collapsed in its section. */
  readonly rare?: true;
  readonly required?: true;
  /** A save omits the key if the value is empty. */
  readonly omitEmpty?: true;
  /**
   * What changes the value without an edit of it. `alone`: usage, uploads or the save itself. A field: this value repeats
   * that field and follows it. Without `moves`, the API makes every such change, and a save reports it.
   */
  readonly moves?: 'alone' | 'validTillDate' | 'redemptionValidFrom' | 'productInfo' | 'redemptionOrgEntityDetails';
  /** A copy for display. A save must not send it. */
  readonly neverSent?: true;
  /** Part of an answer, not of the series: no page has a row for it. */
  readonly unlisted?: true;
  /** The field is shown and validated only while this returns true. */
  readonly when?: (gates: Gates) => boolean;
  /** `when` in words, for the list of fields that are hidden but set. */
  readonly whenText?: string;
  /** The value sent when an edit of a gate hides the field. Without it, the stored value is sent. */
  readonly implied?: ValueOf<K>;
  readonly whenOmitted: WhenOmitted;
  /** The rows of the API reference's tables that this entry covers. */
  readonly rows: { readonly request?: readonly string[]; readonly response?: readonly string[] };
  /** Missing from our edition of the reference. */
  readonly newer?: true;
}

/** Preserves the literal type of the kind, so that values can be typed by field. */
export function field<const K extends Kind>(entry: Field<K>): Field<K> {
  return entry;
}

export const inRequestAndResponse = (name: string) => ({ request: [name], response: [name] });
export const inResponse = (name: string) => ({ response: [name] });

export const wholeNumber = { integer: true, max: INT32_MAX } as const;

/** A maximum stored as a 32-bit integer; -1 means "no limit". */
export const ceiling = (unit: 'coupons' | 'redemptions', min = 0) =>
  ({
    type: 'limit',
    ...wholeNumber,
    unit,
    min,
    none: [-1],
    write: -1,
    noneLabel: 'No limit',
    someLabel: 'Limit to',
  }) as const;

/** A number of days, or none. `none` lists the wire values that mean none, `write` is the one that is sent. */
export const wait = (none: readonly number[], write: number, noneLabel: string, someLabel: string) =>
  ({ type: 'limit', ...wholeNumber, unit: 'days', min: 1, none, write, noneLabel, someLabel }) as const;
