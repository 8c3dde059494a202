import { dequal } from 'dequal/lite';
import { FIELD_KEYS } from '#catalogue/catalogue.ts';
import type { LiveMerge } from '#domain/change/merge-live.ts';
import type { LoadedSeries } from '../../api/series-queries.ts';
import type { Editing } from '../state/use-editing.ts';

/** Continues the edit from a series that was saved elsewhere. The deferred fields go on showing what they show. */
export function mergeIn(
  { form, store, pipeline, undoing, setLoaded }: Editing,
  next: LoadedSeries,
  { values, deferred }: Pick<LiveMerge, 'values' | 'deferred'>,
): void {
  const before = store.get().base.values;
  const stored = next.series.values;
  const current = pipeline.valuesNow();
  for (const key of deferred) pipeline.deferred.set(key, form.getValues(key));
  setLoaded(next);
  // Undo must not bring back what another save has replaced.
  undoing?.history.merged(values, new Set(FIELD_KEYS.filter((key) => !dequal(before[key], stored[key]))));
  for (const key of FIELD_KEYS)
    if (!pipeline.deferred.has(key) && !dequal(current[key], values[key])) form.setValue(key, values[key]);
  pipeline.rebase(next.series, values, true);
}
