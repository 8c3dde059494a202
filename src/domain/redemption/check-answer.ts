import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import { zoneName } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import { wallClock } from '#values/zone.ts';
import { type Series, valueOrNull } from '../series/series.ts';
import { gatesOf } from '../series/visibility.ts';
import type { CheckFacts } from './attempt.ts';
import type { CheckRule, Finding, Outcome } from './redemption-rule.ts';
import type { FieldChange } from './smallest-change.ts';

/** A rule with what it says. */
export interface ShownRule extends Finding {
  readonly rule: Pick<CheckRule<never>, 'id' | 'apiCodes' | 'engineCodes' | 'enforcedBy'>;
  readonly field: FieldKey;
}

/** What a page shows of a check, in words: of a redemption, or of issuing a coupon. */
export interface CheckAnswer {
  readonly verdict: Outcome;
  readonly title: string;
  readonly summary: string;
  /** In the order of the engine, as far as it is known. */
  readonly rules: readonly ShownRule[];
  readonly failing: readonly ShownRule[];
  /** Rules that the API leaves to the till, and that do not hold. */
  readonly atTill: readonly ShownRule[];
  readonly order: string;
  /** What helps; null if nothing refuses. */
  readonly fix: {
    readonly customer: string;
    /** Each list of changes is enough. A text: no change of the series is. */
    readonly marketer: readonly (readonly { readonly field: FieldKey; readonly text: string }[])[] | string;
  } | null;
  readonly say: string;
  /** The whole answer for a ticket. `link`: the address of the check. */
  readonly ticket: (link: string) => string;
  /** A request to someone who may edit the series. */
  readonly note: (link: string) => string;
}

type PrintFacts = Pick<CheckFacts, 'currency' | 'storeZones'>;

/** `733 (coupon engine: 900 or 606)` */
export function codesText({ apiCodes, engineCodes, enforcedBy }: ShownRule['rule']): string {
  if (enforcedBy !== undefined) return 'the till decides';
  const engine = engineCodes.length > 0 ? ` (coupon engine: ${engineCodes.join(' or ')})` : '';
  return `${apiCodes.join(' or ')}${engine}`;
}

export const lineOf = ({ rule, field, text }: ShownRule) =>
  `- ${fieldOf(field).label}: ${text} ${rule.enforcedBy === undefined ? `Error ${codesText(rule)}` : 'The till decides'}.`;

/** `Smallest bill: ₹500 → ₹300` */
export function fieldChangeText({ field, from, to }: FieldChange, series: Series, facts: PrintFacts): string {
  const print: Print = {
    currency: facts.currency,
    zone: facts.storeZones[0],
    gates: gatesOf(series.values, series.wire),
  };
  const { label, kind } = fieldOf(field);
  return `${label}: ${formatValue(kind, from, print)} → ${formatValue(kind, to, print)}`;
}

export const listOf = (rules: readonly { readonly field: FieldKey }[]) =>
  [...new Set(rules.map(({ field }) => `“${fieldOf(field).label}”`))].join(', ');

const MAX_NAMES = 3;

/** `Indiranagar`, `one of 14 places: A, B, C and 11 more` */
export function oneOf<T>(entries: readonly T[], noun: string, nameOf: (entry: T) => string): string {
  const names = entries.slice(0, MAX_NAMES).map(nameOf);
  if (entries.length === 1) return names[0] ?? '';
  const more = entries.length - names.length;
  return `one of ${formatNumber(entries.length)} ${noun}: ${names.join(', ')}${more > 0 ? ` and ${formatNumber(more)} more` : ''}`;
}

export function clockText(moment: number, { storeZones: [zone] }: PrintFacts): string {
  return `${wallClock(moment, zone).format('ddd D MMM YYYY HH:mm')} ${zoneName(moment, zone)}`;
}

export const countText = (count: number, one: string, many: string) =>
  count === 1 ? `1 ${one}` : `${formatNumber(count)} ${many}`;

/** `series 698948, Diwali` */
export const seriesText = ({ values, wire }: Series) =>
  `series ${Number(wire['id'])}, ${valueOrNull(values.description)?.trim() || 'unnamed'}`;

/** The lines about the changes by a marketer. */
export function marketerLines(fix: CheckAnswer['fix']): readonly string[] {
  if (!fix || typeof fix.marketer === 'string') return [];
  const [first = [], ...others] = fix.marketer;
  return [first, ...others].flatMap((changes, at) => [
    ...(at === 0 ? [] : ['or']),
    ...changes.map(({ text }) => `- ${text}`),
  ]);
}

/** A heading and its lines; nothing without lines. */
export const section = (heading: string, lines: readonly string[]): readonly string[] =>
  lines.length > 0 ? [heading, ...lines] : [];
