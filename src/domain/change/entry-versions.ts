import { dequal } from 'dequal/lite';
import { EDITABLE_KEYS, type FieldKey, type Values } from '#catalogue/catalogue.ts';
import { type UnknownDifference, unknownDifferences, wireOf, withWire } from '#catalogue/wire-path.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import type { JsonObject } from '#values/json.ts';
import type { Series } from '../series/series.ts';
import { diff } from './diff.ts';
import { fieldsRevertedWith } from './previous-value.ts';
import { settle } from './settle.ts';
import { decodeSeries } from '../series/series-codec.ts';

/** What an entry of the journal says about its series. */
export interface JournalVersions {
  readonly before: JsonObject;
  /** What was sent. */
  readonly body: JsonObject;
  /** Null: not saved, or not read back. */
  readonly after: JsonObject | null;
}

/** Where a save came from: a page of Coupon Desk, or a token. */
export const ORIGIN_TEXTS = { app: 'in the form', api: 'by a script' } as const;
export const OUTCOME_TEXTS = {
  intended: 'Not recorded yet',
  saved: 'Saved',
  refused: 'Refused',
  unknown: 'Not confirmed',
} as const;

export const SIDES = ['before', 'after'] as const;
export type Side = (typeof SIDES)[number];

function isKnown({ values }: Series, key: FieldKey): boolean {
  const value = values[key];
  return !isUnresolved(value) || value.unresolved !== 'notReturned';
}

/**
 * The series before or after an entry. A field that the API does not return has the value that was sent, and one that was
 * not read back too.
 */
export function versionOf({ before, body, after }: JournalVersions, side: Side): JsonObject {
  if (side === 'before') return before;
  if (after === null) return body;
  const sent = EDITABLE_KEYS.filter((key) => wireOf(after, key) === undefined && isHidden(key));
  return sent.reduce((wire, key) => withWire(wire, key, wireOf(body, key)), after);
}

/** Whether the API may keep the field without returning it. */
export const isHidden = (key: FieldKey) => key === 'productInfo' || key === 'redemptionOrgEntityDetails';

export interface EntryDifferences {
  readonly from: Series;
  readonly to: Series;
  /** In the catalogue's order. */
  readonly fields: readonly FieldKey[];
  /** The fields that were sent and that no answer shows. */
  readonly sentOnly: readonly FieldKey[];
  /** Keys that the catalogue does not know. */
  readonly others: readonly UnknownDifference[];
}

/** What an entry changed, or was to change, by the meaning of the values. Counters are left out. */
export function entryDifferences(entry: JournalVersions, clusterZone: string): EntryDifferences {
  const from = decodeSeries(entry.before, clusterZone);
  const to = decodeSeries(versionOf(entry, 'after'), clusterZone);
  return {
    from,
    to,
    fields: EDITABLE_KEYS.filter(
      (key) => isKnown(from, key) && isKnown(to, key) && !dequal(from.values[key], to.values[key]),
    ),
    sentOnly: EDITABLE_KEYS.filter((key) => !isKnown(from, key) && isKnown(to, key)),
    others: unknownDifferences(from.wire, to.wire),
  };
}

/**
 * The form values that restore a version: all its editable fields, or one with those that it cannot be understood without. A
 * field that the version does not show stays as it is.
 */
export function restoredValues(current: Series, version: Series, field?: FieldKey): Values {
  const changed = EDITABLE_KEYS.filter(
    (key) => isKnown(version, key) && !dequal(version.values[key], current.values[key]),
  );
  const wanted = field === undefined ? changed : fieldsRevertedWith(field, new Set(changed));
  const restored = changed.filter((key) => wanted.includes(key)).map((key) => [key, version.values[key]]);
  return { ...current.values, ...Object.fromEntries(restored) };
}

/** Whether restoring changes anything that a save would send. */
export const canRestore = (current: Series, version: Series, field?: FieldKey): boolean =>
  diff(current, settle(current, restoredValues(current, version, field))).some(
    (change) => field === undefined || change.field === field,
  );

/** Whether a save of `current` changes a field to its value in the version. `next`: what the API stores for `sent`. */
export function bringsBack(
  version: JsonObject,
  { current, next, sent }: Readonly<Record<'current' | 'next' | 'sent', JsonObject>>,
  clusterZone: string,
): boolean {
  const read = (wire: JsonObject) => decodeSeries(wire, clusterZone);
  const [wanted, from, to] = [read(version), read(current), read(next)];
  return EDITABLE_KEYS.some(
    (key) =>
      isKnown(wanted, key) &&
      // A field that the API does not return and that was not sent may be unchanged.
      (isKnown(from, key) || wireOf(sent, key) !== undefined) &&
      !dequal(to.values[key], from.values[key]) &&
      dequal(to.values[key], wanted.values[key]),
  );
}
