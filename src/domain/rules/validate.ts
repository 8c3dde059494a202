import { dequal } from 'dequal/lite';
import { EDITABLE_KEYS, FIELD_KEYS, type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { readValue, writeValue } from '#catalogue/codecs.ts';
import { characterName, findOddCharacters, isVisibleText } from '#values/odd-characters.ts';
import type { Gates } from '#catalogue/model/gates.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { ruleContext } from './rule.ts';
import { RULES } from './rules.ts';
import type { EvaluationContext, Series } from '../series/series.ts';
import { isVisible } from '../series/visibility.ts';

export interface Issue {
  readonly field: FieldKey;
  readonly severity: 'error' | 'warning';
  /** The API's error code; 629 is its "invalid input". */
  readonly code: number;
  readonly message: string;
  /** The id of the rule; null if the value itself is invalid by its kind. */
  readonly rule: string | null;
  /** A value that corrects it, and the label of the button that enters the value. */
  readonly fix?: { readonly label: string; readonly value: string };
}

/** The API's error codes for an invalid value and for a missing one, where they differ from 629 and 756. */
const INVALID_CODES: Partial<Record<FieldKey, number>> = {
  customPropertyMap: 744,
  mutualExclusiveSeriesIds: 756,
  productInfo: 400,
  redemptionRange: 506,
};
const MISSING_CODES: Partial<Record<FieldKey, number>> = { seriesCode: 753, genericCode: 754 };

export const refusedCode = (field: FieldKey): number => INVALID_CODES[field] ?? 629;
export const missingCode = (field: FieldKey): number => MISSING_CODES[field] ?? 756;

/**
 * All issues of `values` as the next state of `base`, in the catalogue's order. A value that differs from its stored
 * one can be an error; an unchanged one only warns, so that a series with invalid stored values stays editable.
 * Expects settled values.
 */
export function validate(base: Series, values: Values, evaluation: EvaluationContext): readonly Issue[] {
  const changed = (field: FieldKey) => !dequal(values[field], base.values[field]);
  const context = ruleContext(base, values, evaluation, changed);
  const issues = EDITABLE_KEYS.flatMap((field) => {
    const found = changed(field)
      ? changedValueIssue(field, values[field], evaluation)
      : storedValueIssue(field, base, context.gates, evaluation);
    return [found, isVisible(field, context.gates) ? oddCharactersIssue(field, values[field]) : null].filter(
      (each) => each !== null,
    );
  });
  const invalidFields = new Set(issues.filter(({ severity }) => severity === 'error').map(({ field }) => field));
  for (const rule of RULES) {
    if (rule.reads.some((field) => invalidFields.has(field))) continue;
    const message = rule.check(context);
    if (message === null) continue;
    const severity = rule.severity === 'error' && rule.reads.some(changed) ? 'error' : 'warning';
    issues.push({ field: rule.reads[0], severity, code: rule.code, message, rule: rule.id });
  }
  return issues.toSorted((a, b) => FIELD_KEYS.indexOf(a.field) - FIELD_KEYS.indexOf(b.field));
}

/** The error of a changed value that cannot be sent. */
function changedValueIssue(field: FieldKey, value: Values[FieldKey], { clusterZone }: EvaluationContext): Issue | null {
  const { kind, required } = fieldOf(field);
  if (isUnresolved(value) && value.unresolved === 'unreadable') {
    const read = readValue(kind, value.raw, clusterZone);
    return issue(field, 'error', 'problem' in read ? read.problem : 'This value cannot be read.');
  }
  if (required && isBlank(value)) return issue(field, 'error', 'This cannot be empty.', missingCode(field));
  const problem = problemOf(field, value, clusterZone);
  return problem === null ? null : issue(field, 'error', problem);
}

/** The warning for an unchanged stored value that is invalid. Hidden fields get none: the user cannot fix them. */
function storedValueIssue(
  field: FieldKey,
  base: Series,
  gates: Gates,
  { clusterZone }: EvaluationContext,
): Issue | null {
  if (!isVisible(field, gates)) return null;
  const { required } = fieldOf(field);
  const unreadable = base.unreadable[field];
  if (unreadable !== undefined) return issue(field, 'warning', `Kept as it is stored. ${unreadable}`);
  const value = base.values[field];
  if (isUnresolved(value)) return null;
  if (isBlank(value))
    return required ? issue(field, 'warning', 'Nothing is stored here, but the API requires a value.') : null;
  const problem = problemOf(field, value, clusterZone);
  return problem === null ? null : issue(field, 'warning', `Kept as it is stored. ${problem}`);
}

/** Caches the problem of each list, as lists are immutable: otherwise each keystroke checks thousands of ids again. */
const problemCache = new WeakMap<object, { readonly cacheKey: string; readonly problem: string | null }>();

/** Why a field cannot be sent with this value; null if it can. */
function problemOf(field: FieldKey, value: Values[FieldKey], zone: string): string | null {
  const cacheKey = `${field} ${zone}`;
  const cached = typeof value === 'object' && value !== null ? problemCache.get(value) : undefined;
  if (cached?.cacheKey === cacheKey) return cached.problem;
  const written = writeValue(fieldOf(field).kind, value as never, zone);
  const problem = 'problem' in written ? written.problem : null;
  if (typeof value === 'object' && value !== null) problemCache.set(value, { cacheKey, problem });
  return problem;
}

const isBlank = (value: unknown) => value === null || (typeof value === 'string' && !isVisibleText(value));

/** The warning for a single line of text with characters that people cannot see or tell from others. */
function oddCharactersIssue(field: FieldKey, value: Values[FieldKey]): Issue | null {
  const { kind, required } = fieldOf(field);
  if (kind.type !== 'text' || kind.lines !== undefined || typeof value !== 'string') return null;
  if (required && isBlank(value)) return null;
  const { odd, plain } = findOddCharacters(value, kind.isCode === true);
  if (odd.length === 0) return null;
  const names = odd.slice(0, 3).map(characterName);
  if (odd.length > names.length) names.push(`${odd.length - names.length} more`);
  const message = odd.every((character) => character === ' ')
    ? 'Has spaces at an end or in a row.'
    : `Has characters that people cannot see or take for others: ${names.join(', ')}.`;
  const label = plain === '' ? 'Clear the text' : `Change to “${plain.length > 60 ? `${plain.slice(0, 60)}…` : plain}”`;
  return { ...issue(field, 'warning', message), fix: { label, value: plain } };
}

function issue(field: FieldKey, severity: Issue['severity'], message: string, code = refusedCode(field)): Issue {
  return { field, severity, code, message, rule: null };
}
