import { dequal } from 'dequal/lite';
import { EDITABLE_KEYS, FIELD_KEYS, type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { readValue, writeValue } from '#catalogue/codecs.ts';
import type { Gates } from '#catalogue/model/gates.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { ruleContext } from './rule.ts';
import { RULES } from './rules.ts';
import type { EvaluationContext, Series } from '../series/series.ts';
import { isVisible } from '../series/visibility.ts';

export interface Issue {
  readonly field: FieldKey;
  readonly severity: 'error' | 'warning';
  /** The API's own number for it; 629 is its "invalid input". */
  readonly code: number;
  readonly message: string;
  /** The rule it comes from; null where the value itself cannot be sent. */
  readonly rule: string | null;
}

/** The API's numbers for a value that cannot be sent, and for one that is not there. */
const REFUSED: Partial<Record<FieldKey, number>> = {
  customPropertyMap: 744,
  mutualExclusiveSeriesIds: 756,
  productInfo: 400,
  redemptionRange: 506,
};
const MISSING: Partial<Record<FieldKey, number>> = { seriesCode: 753, genericCode: 754 };

export const refusedCode = (field: FieldKey): number => REFUSED[field] ?? 629;
export const missingCode = (field: FieldKey): number => MISSING[field] ?? 756;

/**
 * Everything that is wrong or doubtful about `values` as the next state of `base`, in the catalogue's order. Errors are for
 * values that differ from the stored ones; what was stored already and is not touched only warns. Expects settled values.
 */
export function validate(base: Series, values: Values, circumstances: EvaluationContext): readonly Issue[] {
  const changed = (field: FieldKey) => !dequal(values[field], base.values[field]);
  const subject = ruleContext(base, values, circumstances, changed);
  const issues = EDITABLE_KEYS.flatMap((field) => {
    const found = changed(field)
      ? refusal(field, values[field], circumstances)
      : doubt(field, base, subject.gates, circumstances);
    return found ?? [];
  });
  const unsendable = new Set(issues.filter(({ severity }) => severity === 'error').map(({ field }) => field));
  for (const rule of RULES) {
    if (rule.reads.some((field) => unsendable.has(field))) continue;
    const message = rule.check(subject);
    if (message === null) continue;
    const severity = rule.severity === 'error' && rule.reads.some(changed) ? 'error' : 'warning';
    issues.push({ field: rule.reads[0], severity, code: rule.code, message, rule: rule.id });
  }
  return issues.toSorted((a, b) => FIELD_KEYS.indexOf(a.field) - FIELD_KEYS.indexOf(b.field));
}

/** Why a changed value cannot be sent. */
function refusal(field: FieldKey, value: Values[FieldKey], { clusterZone }: EvaluationContext): Issue | null {
  const { kind, required } = fieldOf(field);
  if (isUnresolved(value) && value.unresolved === 'unreadable') {
    const read = readValue(kind, value.raw, clusterZone);
    return issue(field, 'error', 'problem' in read ? read.problem : 'This value cannot be read.');
  }
  if (required && isBlank(value)) return issue(field, 'error', 'This cannot be empty.', missingCode(field));
  const problem = problemOf(field, value, clusterZone);
  return problem === null ? null : issue(field, 'error', problem);
}

/** What is odd about a stored value that goes back as it came. A hidden one is nobody's concern. */
function doubt(field: FieldKey, base: Series, gates: Gates, { clusterZone }: EvaluationContext): Issue | null {
  if (!isVisible(field, gates)) return null;
  const { required } = fieldOf(field);
  const unreadable = base.unreadable[field];
  if (unreadable !== undefined) return issue(field, 'warning', `Kept as it is stored. ${unreadable}`);
  const value = base.values[field];
  if (isUnresolved(value)) return null;
  if (isBlank(value))
    return required ? issue(field, 'warning', 'Nothing is stored here, yet the API asks for it.') : null;
  const problem = problemOf(field, value, clusterZone);
  return problem === null ? null : issue(field, 'warning', `Kept as it is stored. ${problem}`);
}

/** The lists that were looked at. A value never changes, so that one of thousands of ids is read once and not with every key. */
const seen = new WeakMap<object, { readonly as: string; readonly problem: string | null }>();

/** Why a value cannot be sent as that of this field. */
function problemOf(field: FieldKey, value: Values[FieldKey], zone: string): string | null {
  const as = `${field} ${zone}`;
  const known = typeof value === 'object' && value !== null ? seen.get(value) : undefined;
  if (known?.as === as) return known.problem;
  const written = writeValue(fieldOf(field).kind, value as never, zone);
  const problem = 'problem' in written ? written.problem : null;
  if (typeof value === 'object' && value !== null) seen.set(value, { as, problem });
  return problem;
}

const isBlank = (value: unknown) => value === null || (typeof value === 'string' && value.trim() === '');

function issue(field: FieldKey, severity: Issue['severity'], message: string, code = refusedCode(field)): Issue {
  return { field, severity, code, message, rule: null };
}
