import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Place } from '#catalogue/model/kinds.ts';
import { PLACE_TYPES } from '#contract/endpoint-constants.ts';
import { lookupAll } from '../../../api/directory-lookup.ts';
import { NamedPlaces } from './named-places.tsx';

interface IdPlacesProps {
  readonly label: string;
  readonly ids: readonly number[];
  readonly none: string;
  /** Types that the ids may belong to. An id of several types means the first one. */
  readonly types: readonly string[];
  readonly disabled: boolean;
  readonly onChange: (ids: readonly number[]) => void;
}

/** Names for a list of plain ids. The list stores no types, so they are looked up in the directory. */
export function IdPlaces({ label, ids, none, types: typeNames, disabled, onChange }: IdPlacesProps) {
  const types = useMemo(() => PLACE_TYPES.filter((type) => typeNames.includes(type)), [typeNames]);
  const lookups = useQuery({
    queryKey: ['place-ids', types, ids],
    queryFn: () => lookupAll({ types, by: 'id', keys: ids.map(String) }),
    enabled: types.length > 1 && ids.length > 0,
    staleTime: 300_000,
    retry: false,
    placeholderData: (previous) => previous,
  }).data?.results;
  const places = useMemo(() => {
    const matchesByKey = new Map(lookups?.map(({ key, matches }) => [key, matches]));
    return ids.map((id): Place => {
      const matches = matchesByKey.get(String(id)) ?? [];
      const type = types.find((each) => matches.some((match) => match.type === each)) ?? types[0] ?? 'STORE';
      return { type, id };
    });
  }, [ids, types, lookups]);
  return (
    <NamedPlaces
      label={label}
      places={places}
      none={none}
      types={types}
      disabled={disabled}
      hidesCount
      // Stored duplicates stay; a new id is added only once.
      onChange={(next) =>
        onChange(next.map(({ id }) => id).filter((id, at, all) => at < ids.length || all.indexOf(id) === at))
      }
    />
  );
}
