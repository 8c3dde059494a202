import { dequal } from 'dequal/lite';
import { FIELD_KEYS, type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import type { RedemptionContext } from '../lifetime/reachability.ts';
import { diff } from './diff.ts';
import { entryDifferences, type EntryDifferences, type JournalVersions } from './entry-versions.ts';
import { type EffectsOnIssued, effectsOnIssued } from './issued-coupons.ts';
import { type Verification, verify } from './verify.ts';

/** What a save did, from its entry in the journal alone: the same for every reader and at any later time. */
export interface Receipt extends EntryDifferences {
  /** The comparison of what was sent with what was read back; null if it was not saved or not read back. */
  readonly verification: Verification | null;
  /** On the coupons that were issued at the time of the save. */
  readonly effects: EffectsOnIssued;
  /** Counters and dates that the API sets itself. */
  readonly setByApi: readonly FieldKey[];
}

/** `context.now` is the time of the save. */
export function receiptOf(entry: JournalVersions, context: RedemptionContext): Receipt {
  const { clusterZone } = context;
  const differences = entryDifferences(entry, clusterZone);
  const { from, to } = differences;
  const edited = diff(from, to.values).filter(({ implied }) => !implied);
  return {
    ...differences,
    verification: entry.after && verify({ before: entry.before, requested: entry.body, got: entry.after }, clusterZone),
    effects: effectsOnIssued(from, to.values, new Set(edited.map(({ field }) => field)), context),
    setByApi: FIELD_KEYS.filter(
      (field) => fieldOf(field).access === 'read' && !dequal(from.values[field], to.values[field]),
    ),
  };
}
