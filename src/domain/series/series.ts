import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import { type FieldValue, isUnresolved } from '#catalogue/model/kinds.ts';
import type { JsonObject } from '#values/json.ts';

/** A series as the API answered it, beside what we read in it. */
export interface Series {
  readonly wire: JsonObject;
  readonly values: Values;
  /** Why a stored value could not be read, by field. */
  readonly unreadable: Readonly<Partial<Record<FieldKey, string>>>;
}

/** What every judgement about a series depends on besides the series: passed in, never looked up. */
export interface EvaluationContext {
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA zone in which the API cuts and stores dates. */
  readonly clusterZone: string;
  readonly facts?: OrgFacts;
}

/** What the series itself does not tell. Where a fact is absent, whatever depends on it is not judged. */
export interface OrgFacts {
  /** Whether another series has this series code. */
  readonly seriesCodeTaken?: (code: string) => boolean;
  /** Whether another series has this common code. */
  readonly genericCodeTaken?: (code: string) => boolean;
  readonly seriesExists?: (id: number) => boolean;
  /** Whether the organisation has set up a custom property of this name. */
  readonly propertyKnown?: (name: string) => boolean;
  /** Whether the organisation has a prefix, or suffix, that its series can take. */
  readonly orgHasPrefix?: boolean;
  readonly orgHasSuffix?: boolean;
}

/** The value where there is one, else null. */
export function valueOrNull<T>(held: FieldValue<T>): T | null {
  return isUnresolved(held) ? null : held;
}
