import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import { type FieldValue, isUnresolved } from '#catalogue/model/kinds.ts';
import type { JsonObject } from '#values/json.ts';

/** A series: the object the API returned, and the values decoded from it. */
export interface Series {
  readonly wire: JsonObject;
  readonly values: Values;
  /** Why a stored value cannot be read, by field. */
  readonly unreadable: Readonly<Partial<Record<FieldKey, string>>>;
}

/** The inputs of every evaluation besides the series. They are passed in, so that functions stay pure. */
export interface EvaluationContext {
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA zone in which the API truncates date-times to days. */
  readonly clusterZone: string;
  readonly facts?: OrgFacts;
}

/** Facts outside of the series. A check is skipped if its fact is missing. */
export interface OrgFacts {
  /** Whether another series has this series code. */
  readonly seriesCodeTaken?: (code: string) => boolean;
  /** Whether another series has this common code. */
  readonly genericCodeTaken?: (code: string) => boolean;
  readonly seriesExists?: (id: number) => boolean;
  /** Whether the organisation has defined a custom property of this name. */
  readonly propertyKnown?: (name: string) => boolean;
  /** Whether the organisation has a default prefix or suffix for its series. */
  readonly orgHasPrefix?: boolean;
  readonly orgHasSuffix?: boolean;
}

/** The value, or null if it is unresolved. */
export function valueOrNull<T>(value: FieldValue<T>): T | null {
  return isUnresolved(value) ? null : value;
}
