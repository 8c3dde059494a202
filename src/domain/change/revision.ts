import { type FieldKey, fieldOf, isFieldKey } from '#catalogue/catalogue.ts';
import type { Json, JsonObject } from '#values/json.ts';

/**
 * Canonical text whose hash is the revision: everything a PUT can change, with sorted keys. Excludes the API's counters
 * and timestamps, so that a redemption in the meantime is no conflict.
 */
export function revisionSource(wire: JsonObject): string {
  const included = Object.entries(wire).filter(([name]) => !isFieldKey(name) || isStoredAsSent(name));
  return canonical(Object.fromEntries(included));
}

/** Editable fields and `campaignId`, which is read-only here, but sending a stale one would undo a claim. */
function isStoredAsSent(key: FieldKey): boolean {
  const { access, whenOmitted } = fieldOf(key);
  return access !== 'read' || 'value' in whenOmitted;
}

function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
