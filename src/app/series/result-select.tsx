import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';

const PAUSE_MS = 150;

export interface SearchOption {
  readonly value: string;
  readonly label: string;
  readonly detail: string;
}

/** The text of a search for options, a moment after the last key. `q` is empty unless it differs from the chosen option. */
export function useSearchText(chosen: SearchOption | null) {
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text, PAUSE_MS);
  return { text, setText, settled, q: settled === chosen?.label ? '' : settled.trim() };
}

interface ResultSelectProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly error?: ReactNode;
  readonly placeholder: string;
  /** The name of the button that empties the input. */
  readonly clearLabel: string;
  readonly search: ReturnType<typeof useSearchText>;
  readonly chosen: SearchOption | null;
  /** The results of `search.q`. */
  readonly found: readonly SearchOption[];
  readonly query: { readonly isFetching: boolean; readonly error: Error | null };
  /** The value of the option, or an empty text. */
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean;
}

/** Picks one of the results of a search on the server. */
export function ResultSelect({ search, chosen, found, query, onChange, clearLabel, ...props }: ResultSelectProps) {
  const { text, settled, q } = search;
  const isSearching = query.isFetching || settled !== text;
  const hits = q === '' ? [] : found;
  const options = chosen && hits.every(({ value }) => value !== chosen.value) ? [chosen, ...hits] : hits;
  const details = new Map(options.map(({ value, detail }) => [value, detail]));
  return (
    <Select
      {...props}
      data={options}
      value={chosen?.value ?? null}
      onChange={(next) => onChange(next ?? '')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': clearLabel }}
      onSearchChange={search.setText}
      filter={({ options: items }) => items}
      // Turning it on selects the first result, also when it arrives after the last key.
      selectFirstOptionOnChange={!isSearching}
      openOnFocus={false}
      nothingFoundMessage={
        <span role="option" aria-disabled aria-selected={false}>
          {query.error
            ? `The search failed. ${query.error.message}`
            : isSearching
              ? 'Searching…'
              : q === ''
                ? `Type: ${props.placeholder.toLowerCase()}.`
                : 'Nothing matches.'}
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
