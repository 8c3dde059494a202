import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Entry, type EntryName, entryTexts, typesOf } from '#domain/change/entry-changes.ts';
import { valueOrNull } from '#domain/series/series.ts';
import { seriesBriefsQuery } from '../api/series-briefs.ts';
import type { EntryNaming } from './entry-context.ts';
import { useListNames } from './entity-names.ts';

const NONE: readonly Entry[] = [];

/** What each entry of a list is called, in the order of the list: places, products or other series. */
export function useEntryTexts(entries: readonly Entry[], { clusterZone, ownId }: EntryNaming): readonly string[] {
  const isSeries = entries[0]?.type === 'SERIES';
  const refs = useMemo(
    () => (isSeries ? NONE : entries.flatMap((entry) => typesOf(entry).map((type) => ({ type, id: entry.id })))),
    [entries, isSeries],
  );
  const { nameOf } = useListNames(refs);
  const client = useQueryClient();
  const ids = isSeries ? entries.map(({ id }) => id) : [];
  const { data: briefs } = useQuery({
    ...seriesBriefsQuery(client, { ids, clusterZone, knownId: ownId }),
    enabled: isSeries,
  });
  return entryTexts(entries, (entry): EntryName => {
    if (!isSeries) {
      const found = typesOf(entry).map((type) => nameOf({ type, id: entry.id }));
      return found.find(Boolean) ?? (found.every((each) => each === null) ? null : undefined);
    }
    const found = briefs?.get(entry.id);
    const series = found?.status === 'fulfilled' ? found.value : undefined;
    return series && { name: valueOrNull(series.values.description) ?? '', code: String(entry.id) };
  });
}
