import type { Gates } from './gates.ts';
import type { Json, Kind, ValueOf } from './kinds.ts';

/** What the API stores when a PUT leaves the key out, because PUT replaces. */
export type LeftOut =
  | { readonly value: Json }
  /** The key is absent from the answer. */
  | { readonly rule: 'absent' }
  /** The day of the call. */
  | { readonly rule: 'today' }
  /** The same text as `description`. */
  | { readonly rule: 'description' }
  /** The call is refused. */
  | { readonly rule: 'refused' }
  /** The API keeps or works out its own value, whatever is sent. */
  | { readonly rule: 'own' };

export const ABSENT: LeftOut = { rule: 'absent' };
export const REFUSED: LeftOut = { rule: 'refused' };
export const OWN: LeftOut = { rule: 'own' };

export interface Field<K extends Kind = Kind> {
  readonly label: string;
  readonly help?: string;
  readonly kind: K;
  /** Where the value sits in the series object, on read and on write. */
  readonly path: readonly [string, ...string[]];
  /** Another place the API may answer it at; it is sent at `path`. */
  readonly readAlso?: readonly [string, ...string[]];
  /** Keys of the same wire object that belong to other entries. */
  readonly except?: readonly string[];
  /** `locked` fields open after a typed confirmation; `read` fields are the API's own. */
  readonly access: 'edit' | 'locked' | 'read';
  /** Why it is locked or read-only, and what to do instead. */
  readonly because?: string;
  /** What somebody types to open a locked field: its consequence. */
  readonly unlockPhrase?: string;
  /** Old or seldom needed; folded away in its section. */
  readonly rare?: true;
  readonly required?: true;
  /** An empty value is sent by leaving the key out. */
  readonly omitEmpty?: true;
  /**
   * What changes the value without an edit of it. `alone`: use, uploads or the save itself. A field: the value repeats that one, and
   * follows it. Without it every change is the API's doing, and a save reports it.
   */
  readonly moves?: 'alone' | 'validTillDate' | 'redemptionValidFrom' | 'productInfo' | 'redemptionOrgEntityDetails';
  /** A display twin that must not be sent back. */
  readonly neverSent?: true;
  /** Shown and validated only while this holds. */
  readonly when?: (gates: Gates) => boolean;
  /** Says in words when the field applies, for "hidden and set". */
  readonly whenText?: string;
  /** What is sent when an edit of a gate hides the field; without it the stored value goes back. */
  readonly implied?: ValueOf<K>;
  readonly leftOut: LeftOut;
  /** The rows of the API reference's tables this entry stands for. */
  readonly rows: { readonly request?: readonly string[]; readonly response?: readonly string[] };
  /** Newer than that edition of the reference. */
  readonly newer?: true;
}

/** Keeps the kind's own type in the entry, so that values can be typed by field. */
export function field<const K extends Kind>(entry: Field<K>): Field<K> {
  return entry;
}

export const both = (name: string) => ({ request: [name], response: [name] });
export const answered = (name: string) => ({ response: [name] });

const INT32_MAX = 2_147_483_647;
export const wholeNumber = { integer: true, max: INT32_MAX } as const;

/** A ceiling in the API's 32-bit integers: -1 is "no limit". */
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

export const wait = (none: readonly number[], write: number, noneLabel: string, someLabel: string) =>
  ({ type: 'limit', ...wholeNumber, unit: 'days', min: 1, none, write, noneLabel, someLabel }) as const;
