import { queryOptions, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { dequal } from 'dequal/lite';
import { useEffect, useEffectEvent } from 'react';
import { FIELD_KEYS, type Values } from '#catalogue/catalogue.ts';
import type { Series } from '#domain/series/series.ts';
import type { LoadedSeries } from '../../api/series-queries.ts';
import { revealField } from './focus-field.ts';
import type { Editing } from './use-editing.ts';

/** An edit that the user left without saving. */
interface LeftEdit {
  /** The stored series that the values were compared with. */
  readonly loaded: LoadedSeries;
  readonly values: Values;
  readonly restored?: Restored;
}

/** The version that the values come from. */
interface Restored {
  readonly version: Series;
  /** For the journal. */
  readonly reference: string;
}

/** The edit that the user wants back; null after it is in the form. It is never fetched. */
export const leftEditQuery = (id: number) =>
  queryOptions<LeftEdit | null>({ queryKey: ['left-edit', id], queryFn: skipToken });

/** The version that the form brings back; null without one, and after a save. It is never fetched. */
export const restoredQuery = (id: number) =>
  queryOptions<Restored | null>({ queryKey: ['restored', id], queryFn: skipToken });

/** Puts an edit that the user wants back into the form, as one step of the undo history. */
export function useLeftEdit({ form, pipeline, loaded, rebase }: Editing): void {
  const client = useQueryClient();
  const id = Number(loaded.series.wire['id']);
  const query = leftEditQuery(id);
  const { data: left } = useQuery(query);
  const bringBack = useEffectEvent((edit: LeftEdit) => {
    client.setQueryData(query.queryKey, null);
    client.setQueryData(restoredQuery(id).queryKey, edit.restored ?? null);
    const current = pipeline.valuesNow();
    const changed = FIELD_KEYS.filter((key) => !dequal(current[key], edit.values[key]));
    for (const key of changed) form.setValue(key, edit.values[key], { shouldTouch: true });
    // Back to the old revision: if the series was saved meanwhile, the next save shows the conflict.
    rebase(edit.loaded, edit.values);
    const [first] = changed;
    if (first) requestAnimationFrame(() => revealField(first));
  });
  // Observed, so that the cache keeps it as long as the form.
  useQuery(restoredQuery(id));
  useEffect(() => () => client.removeQueries(restoredQuery(id)), [client, id]);
  useEffect(() => {
    if (left) bringBack(left);
  }, [left]);
}
