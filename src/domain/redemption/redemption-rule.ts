import { type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import { type Day, dayOf } from '#values/zone.ts';
import type { Series } from '../series/series.ts';
import type { Between, CheckFacts, Possible } from './attempt.ts';

export type Outcome = 'pass' | 'fail' | 'unknown';

export interface RuleInput {
  readonly series: Series;
  readonly possible: Possible;
  readonly facts: CheckFacts;
}

/** What a rule says about an attempt. */
export interface Finding {
  readonly outcome: Outcome;
  /** The rule with its values. */
  readonly text: string;
  /** The meanings of a value whose meaning is open, and what each would say. */
  readonly readings?: readonly Reading[];
  /** An assumption that decides the outcome. */
  readonly assumes?: string;
}

interface Reading {
  readonly meaning: string;
  readonly outcome: Outcome;
}

/** What a customer can change about the next attempt. */
export type CustomerFact = 'moment' | 'bill' | 'place' | 'product';

/** What the rules of redeeming and of issuing have in common. `I`: what is known of a case. */
export interface CheckRule<I, K extends FieldKey = FieldKey> {
  readonly id: string;
  readonly field: K;
  readonly engineCodes: readonly number[];
  readonly apiCodes: readonly number[];
  /** The API does not refuse, but the till gets the rule and may. */
  readonly enforcedBy?: 'till';
  readonly check: (input: I) => Finding;
  /** Why it refuses, for the customer. */
  readonly say: (input: I) => string;
}

export interface RedemptionRule<K extends FieldKey = FieldKey> extends CheckRule<RuleInput, K> {
  /** Missing: the customer cannot change what it depends on. */
  readonly fact?: CustomerFact;
  /** The first moment from `possible.moment` on when it may pass; null if it never does. Missing: time has no effect. */
  readonly passesFrom?: (input: RuleInput) => number | null;
  /** The nearest value of the field with which it passes; undefined if there is none. */
  readonly loosened?: (input: RuleInput) => Values[K] | undefined;
}

export const rule = <K extends FieldKey>(entry: RedemptionRule<K>): RedemptionRule<K> => entry;

/** Both ends of the possible values say the same, or it is unknown. For conditions that change once between them. */
export const agree = (...passes: readonly boolean[]): Outcome => {
  if (passes.every(Boolean)) return 'pass';
  return passes.some(Boolean) ? 'unknown' : 'fail';
};

export const unreadable = (field: FieldKey): Finding => ({
  outcome: 'unknown',
  text: `The stored value of “${fieldOf(field).label}” cannot be read.`,
});
/**
 * A gap of days between two events of a customer counts calendar days of the store. Where hours would say something else,
 * both readings are shown.
 */
export function gapFinding(gap: number, text: string, byDays: Outcome, byHours: Outcome): Finding {
  if (byDays === 'unknown' || byHours === 'unknown' || byDays === byHours) return { outcome: byDays, text };
  return {
    outcome: byDays,
    text,
    readings: [
      { meaning: 'Calendar days of the store', outcome: byDays },
      { meaning: `${formatNumber(gap * 24)} hours`, outcome: byHours },
    ],
    assumes: 'The gap counts calendar days of the store.',
  };
}

export const pass = (text: string): Finding => ({ outcome: 'pass', text });

export const numberText = ([least, most]: Between, noun: string): string => {
  if (least === most) return `${formatNumber(least)} ${noun}`;
  if (most !== Infinity) return `${formatNumber(least)} to ${formatNumber(most)} ${noun}`;
  return least === 0 ? `an unknown number of ${noun}` : `${formatNumber(least)} or more ${noun}`;
};

const DAY = 86_400_000;
export const dayDistance = (from: Day, to: Day) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

export const clusterDay = ({ possible, facts }: RuleInput) => dayOf(possible.moment, facts.clusterZone);
