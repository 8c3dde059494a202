import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { placeName, type PlaceIndex, placeWord } from '#domain/targets/place-coverage.ts';
import { directorySearchQuery } from '../../api/directory-queries.ts';
import { placeIn } from './check-inputs.ts';

const PAUSE_MS = 150;

interface StoreInputProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly error: ReactNode;
  /** `STORE:1201`, or empty. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly places: PlaceIndex;
}

/** Picks a store or a till by its name, code or id. */
export function StoreInput({ value, onChange, places, ...props }: StoreInputProps) {
  const [search, setSearch] = useState('');
  const [text] = useDebouncedValue(search, PAUSE_MS);
  const chosen = placeIn(value);
  const chosenOption = chosen && { value, label: placeName(chosen, places), detail: placeWord(chosen.type) };
  const isSearch = text.trim() !== '' && text !== chosenOption?.label;
  const { data, isFetching, error } = useInfiniteQuery({
    ...directorySearchQuery(['STORE', 'TILL'], text),
    enabled: isSearch,
  });
  const found = isSearch ? (data?.pages[0]?.items ?? []) : [];
  const options = found.map(({ type, id, name, code }) => ({
    value: `${type}:${id}`,
    label: name,
    detail: [placeWord(type), code ?? id].join(' '),
  }));
  const all = chosenOption && options.every((option) => option.value !== value) ? [chosenOption, ...options] : options;
  const details = new Map(all.map((option) => [option.value, option.detail]));
  return (
    <Select
      {...props}
      data={all}
      value={chosenOption ? value : null}
      onChange={(next) => onChange(next ?? '')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Clear the store' }}
      placeholder="Name, code or id"
      onSearchChange={setSearch}
      filter={({ options: items }) => items}
      selectFirstOptionOnChange
      openOnFocus={false}
      nothingFoundMessage={
        <span role="option" aria-disabled aria-selected={false}>
          {error
            ? `The search failed. ${error.message}`
            : isFetching || text !== search
              ? 'Searching…'
              : isSearch
                ? 'Nothing matches.'
                : 'Type a name, a code or an id.'}
        </span>
      }
      comboboxProps={{ withinPortal: false, keepMounted: false }}
      withCheckIcon={false}
      autoComplete="off"
      spellCheck={false}
      renderOption={({ option }) => (
        <>
          <span>{option.label}</span>
          <span className="secondary">{details.get(option.value) ?? ''}</span>
        </>
      )}
    />
  );
}
