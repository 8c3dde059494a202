import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { EntryType } from '#contract/endpoint-constants.ts';
import { directorySearchQuery } from '../api/directory-queries.ts';
import { entryLabel } from './entry-label.ts';
import { ResultSelect, type SearchOption, useSearchText } from './result-select.tsx';

interface EntrySelectProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly error?: ReactNode;
  readonly types: readonly EntryType[];
  readonly clearLabel: string;
  /** Its value is a key such as `STORE:1201`. */
  readonly chosen: SearchOption | null;
  /** The key of the entry, or an empty text. */
  readonly onChange: (key: string) => void;
}

/** Picks an entry of the directory by its name, code or id. An empty directory leaves the id. */
export function EntrySelect({ types, chosen, ...props }: EntrySelectProps) {
  const search = useSearchText(chosen);
  const query = useInfiniteQuery({ ...directorySearchQuery(types, search.q), enabled: search.q !== '' });
  const page = query.data?.pages[0];
  const found = (page?.items ?? []).map(({ type, id, name, code }) => ({
    value: `${type}:${id}`,
    label: name,
    detail: [entryLabel(type), code ?? id].join(' '),
  }));
  const byId =
    page?.empty === true && /^[1-9]\d{0,8}$/.test(search.q)
      ? types.map((type) => ({ value: `${type}:${search.q}`, label: `${entryLabel(type)} ${search.q}`, detail: '' }))
      : [];
  return (
    <ResultSelect
      {...props}
      placeholder="Name, code or id"
      search={search}
      chosen={chosen}
      found={[...found, ...byId]}
      query={query}
    />
  );
}
