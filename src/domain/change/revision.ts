import { type FieldKey, fieldOf, isFieldKey } from '#catalogue/catalogue.ts';
import type { Json, JsonObject } from '#values/json.ts';

/**
 * The text a revision is the fingerprint of: everything a PUT can change, keys in order, never the API's own counters and
 * stamps, so that a redemption meanwhile is no conflict.
 */
export function revisionSource(wire: JsonObject): string {
  const kept = Object.entries(wire).filter(([name]) => !isFieldKey(name) || isStoredAsSent(name));
  return canonical(Object.fromEntries(kept));
}

/** Whatever may be edited, and `campaignId`: nobody edits it here, yet a stale one would undo a claim. */
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
