import { dequal } from 'dequal/lite';
import { EDITABLE_KEYS, type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { readValue, writeValue } from '#catalogue/codecs.ts';
import { isOdd } from '#catalogue/kinds.ts';
import { type Case, RULES } from './rules.ts';
import type { Circumstances, Series } from './series.ts';
import { gatesOf } from './visibility.ts';

export interface Issue {
  readonly field: FieldKey;
  readonly severity: 'error' | 'warning';
  /** The API's own number for it; 629 is its "invalid input". */
  readonly code: number;
  readonly message: string;
  /** The rule it comes from; null where the value itself cannot be sent. */
  readonly rule: string | null;
}

const INVALID_INPUT = 629;
const MISSING: Partial<Record<FieldKey, number>> = { seriesCode: 753, genericCode: 754 };

/**
 * Everything that is wrong or doubtful about `values` as the next state of `base`, in the catalogue's order. Errors are for
 * values that differ from the stored ones; what was stored already and is not touched only warns. Expects settled values.
 */
export function validate(base: Series, values: Values, circumstances: Circumstances): readonly Issue[] {
  const changed = (field: FieldKey) => !dequal(values[field], base.values[field]);
  const issues = EDITABLE_KEYS.flatMap((field) => issueOf(field, base, values, changed(field), circumstances) ?? []);
  const unsendable = new Set(issues.filter((issue) => issue.severity === 'error').map((issue) => issue.field));
  const subject: Case = { ...circumstances, base, values, gates: gatesOf(values, base.wire), changed };
  for (const rule of RULES) {
    if (rule.reads.some((field) => unsendable.has(field))) continue;
    const message = rule.check(subject);
    if (message === null) continue;
    const severity = rule.severity === 'error' && rule.reads.some(changed) ? 'error' : 'warning';
    issues.push({ field: rule.reads[0], severity, code: rule.code, message, rule: rule.id });
  }
  return issues.toSorted((a, b) => EDITABLE_KEYS.indexOf(a.field) - EDITABLE_KEYS.indexOf(b.field));
}

function issueOf(
  field: FieldKey,
  base: Series,
  values: Values,
  changed: boolean,
  { clusterZone }: Circumstances,
): Issue | null {
  const { kind, required } = fieldOf(field);
  const value = values[field];
  const issue = (severity: Issue['severity'], message: string, code = INVALID_INPUT): Issue => ({
    field,
    severity,
    code,
    message,
    rule: null,
  });
  if (!changed) {
    const stored = base.unreadable[field];
    return stored === undefined ? null : issue('warning', `Kept as it is stored. ${stored}`);
  }
  if (isOdd(value) && value.odd === 'unreadable') {
    const read = readValue(kind, value.raw, clusterZone);
    return issue('error', 'problem' in read ? read.problem : 'This value cannot be read.');
  }
  if (required && (value === null || (typeof value === 'string' && value.trim() === '')))
    return issue('error', 'This cannot be empty.', MISSING[field] ?? 756);
  const written = writeValue(kind, value as never, clusterZone);
  return 'problem' in written ? issue('error', written.problem) : null;
}
