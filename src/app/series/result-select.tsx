import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useRef, useState } from 'react';

import { afterPress } from '../ui/after-press.ts';
import { Notice } from '../ui/notice.tsx';

const PAUSE_MS = 150;
export const NOT_CHOSEN = 'Choose one of the results, or clear the text.';

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

/** Picks one of the results of a search on the server. Text that is typed and not chosen stays, with an error. */
export function ResultSelect(all: ResultSelectProps) {
  const { search, chosen, found, query, onChange, clearLabel, error, ...props } = all;
  const { text, settled, q } = search;
  const isLeaving = useRef(false);
  const [isLeft, setIsLeft] = useState(false);
  const isUnchosen = text.trim() !== '' && text !== chosen?.label;
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
      searchValue={text}
      // Mantine puts the chosen text back when the focus leaves.
      onSearchChange={(next) => !isLeaving.current && search.setText(next)}
      onFocus={() => setIsLeft(false)}
      onBlurCapture={() => {
        isLeaving.current = true;
      }}
      onBlur={() => {
        isLeaving.current = false;
        if (text.trim() === '' && chosen) onChange('');
        afterPress(() => setIsLeft(true));
      }}
      error={error || (isLeft && isUnchosen && <Notice tone="error">{NOT_CHOSEN}</Notice>)}
      data-unchosen={isUnchosen || undefined}
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
