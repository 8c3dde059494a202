import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { valueOrNull } from '#domain/series/series.ts';
import { findSeriesQuery } from '../api/series-queries.ts';
import { ResultSelect, useSearchText } from './result-select.tsx';

interface SeriesInputProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly clusterZone: string;
  readonly onChoose: (id: number) => void;
}

/** Picks a series by its name, code or id. */
export function SeriesInput({ clusterZone, onChoose, ...props }: SeriesInputProps) {
  const search = useSearchText(null);
  const query = useQuery({ ...findSeriesQuery(search.q, clusterZone), enabled: search.q !== '' });
  const found = (query.data ?? []).flatMap(({ values }) => {
    const id = valueOrNull(values.id);
    const codes = [id, valueOrNull(values.discountCode), valueOrNull(values.genericCode)];
    return id === null
      ? []
      : [
          {
            value: String(id),
            label: valueOrNull(values.description) || `Series ${id}`,
            detail: codes.filter(Boolean).join(' · '),
          },
        ];
  });
  return (
    <ResultSelect
      {...props}
      placeholder="Name, code or id"
      clearLabel="Clear the series"
      search={search}
      chosen={null}
      found={found}
      query={query}
      onChange={(value) => onChoose(Number(value))}
      autoFocus
    />
  );
}
