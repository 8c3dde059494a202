import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Place } from '#catalogue/model/kinds.ts';
import { PLACE_TYPES } from '#contract/directory-endpoints.ts';
import { lookUpPlaces } from '../../../api/place-queries.ts';
import { NamedPlaces } from './named-places.tsx';

interface IdPlacesProps {
  readonly label: string;
  readonly ids: readonly number[];
  readonly none: string;
  /** What the ids can name; one that several have means the first of these. */
  readonly types: readonly string[];
  readonly disabled: boolean;
  readonly onChange: (ids: readonly number[]) => void;
}

/** Names for a list of bare ids, and the dialog to choose them in. The list holds no types: they are what the directory says. */
export function IdPlaces({ label, ids, none, types: wanted, disabled, onChange }: IdPlacesProps) {
  const types = useMemo(() => PLACE_TYPES.filter((type) => wanted.includes(type)), [wanted]);
  const meant = useQuery({
    queryKey: ['place-ids', types, ids],
    queryFn: () => lookUpPlaces(ids.map(String), types, 'id'),
    enabled: types.length > 1 && ids.length > 0,
    staleTime: 300_000,
    retry: false,
    placeholderData: (before) => before,
  }).data?.results;
  const places = useMemo(() => {
    const found = new Map(meant?.map(({ key, matches }) => [key, matches]));
    return ids.map((id): Place => {
      const matches = found.get(String(id)) ?? [];
      const type = types.find((each) => matches.some((match) => match.type === each)) ?? types[0] ?? 'STORE';
      return { type, id };
    });
  }, [ids, types, meant]);
  return (
    <NamedPlaces
      label={label}
      places={places}
      none={none}
      types={types}
      disabled={disabled}
      uncounted
      // Kept as often as it was stored, added once.
      onChange={(next) =>
        onChange(next.map(({ id }) => id).filter((id, at, all) => at < ids.length || all.indexOf(id) === at))
      }
    />
  );
}
