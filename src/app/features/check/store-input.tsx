import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { placeName, type PlaceIndex, placeWord } from '#domain/targets/place-coverage.ts';
import { directorySearchQuery } from '../../api/directory-queries.ts';
import { placeIn } from './check-inputs.ts';
import { ResultSelect, useSearchText } from '../../series/result-select.tsx';

interface StoreInputProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly error?: ReactNode;
  /** `STORE:1201`, or empty. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly places: PlaceIndex;
}

/** Picks a store or a till by its name, code or id. */
export function StoreInput({ value, places, ...props }: StoreInputProps) {
  const place = placeIn(value);
  const chosen = place && { value, label: placeName(place, places), detail: placeWord(place.type) };
  const search = useSearchText(chosen);
  const query = useInfiniteQuery({ ...directorySearchQuery(['STORE', 'TILL'], search.q), enabled: search.q !== '' });
  const found = (query.data?.pages[0]?.items ?? []).map(({ type, id, name, code }) => ({
    value: `${type}:${id}`,
    label: name,
    detail: [placeWord(type), code ?? id].join(' '),
  }));
  return (
    <ResultSelect
      {...props}
      placeholder="Name, code or id"
      clearLabel="Clear the store"
      search={search}
      chosen={chosen}
      found={found}
      query={query}
    />
  );
}
