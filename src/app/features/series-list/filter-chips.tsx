import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Place } from '#catalogue/model/kinds.ts';
import { ENTRY_TYPES } from '#contract/endpoint-constants.ts';
import { FILTER_KEYS, type FilterKey, LIST_FILTERS, type ListFilters, readFilter } from '#contract/list-filters.ts';
import { editorsQuery } from '../../api/history-queries.ts';
import { useEntry } from '../../series/entity-names.ts';
import { CrossIcon } from '../../ui/icons.tsx';
import { FILTERS_BUTTON } from './filter-button-id.ts';
import css from './series-list.module.css';
import { filterText } from './filter-texts.ts';

interface FilterChipsProps {
  readonly filters: ListFilters;
  readonly onFilters: (filters: ListFilters) => void;
}

/** The active filters; each is removed by a press. */
export function FilterChips({ filters, onFilters }: FilterChipsProps) {
  const keys = FILTER_KEYS.filter((key) => filters[key] !== undefined);
  const clear = () => {
    document.getElementById(FILTERS_BUTTON)?.focus();
    onFilters({});
  };
  return (
    <div role="group" aria-label="Active filters" className={`cluster ${css.toolbar}`}>
      {keys.map((key) => (
        <Chip
          key={key}
          name={key}
          text={filters[key] ?? ''}
          onRemove={(chip) => {
            if (keys.length === 1) return clear();
            // The chip goes, and with it the focus.
            if (chip.nextElementSibling instanceof HTMLElement) chip.nextElementSibling.focus();
            onFilters({ ...filters, [key]: undefined });
          }}
        />
      ))}
      <Button variant="subtle" size="compact-sm" onClick={clear}>
        Clear filters
      </Button>
    </div>
  );
}

interface ChipProps {
  readonly name: FilterKey;
  readonly text: string;
  readonly onRemove: (chip: HTMLElement) => void;
}

function Chip({ name, text, onRemove }: ChipProps) {
  const filter = readFilter(name, text);
  if (!filter) return null;
  const print = (known?: string) => `${LIST_FILTERS[name].label}: ${filterText(name, filter, known)}`;
  return (
    <Button
      variant="default"
      size="compact-sm"
      maw="100%"
      fw={500}
      rightSection={<CrossIcon size={13} />}
      onClick={(event) => onRemove(event.currentTarget)}
    >
      <span className="visually-hidden">Remove the filter </span>
      {filter.type === 'entry' ? (
        <EntryName entry={filter.entry}>{print}</EntryName>
      ) : filter.type === 'person' ? (
        <PersonName id={filter.text}>{print}</PersonName>
      ) : (
        <span>{print()}</span>
      )}
    </Button>
  );
}

/** Leads to the offers of the place or the product of a filter: now, and in the next week. */
export function OffersLinks({ filters }: { readonly filters: ListFilters }) {
  const entries = (['place', 'product'] as const).flatMap((key) => {
    const filter = readFilter(key, filters[key] ?? '');
    return filter?.type === 'entry' ? [filter.entry] : [];
  });
  return entries.map((entry) => (
    <Link
      key={entry.type}
      to="/covers/$type/$entry"
      params={{ type: entry.type, entry: String(entry.id) }}
      className="link"
    >
      <EntryName entry={entry}>{(name = 'this entry') => `Offers of ${name}, now and next week`}</EntryName>
    </Link>
  ));
}

function EntryName({ entry, children }: { readonly entry: Place; readonly children: (name?: string) => string }) {
  const type = ENTRY_TYPES.find((known) => known === entry.type) ?? 'STORE';
  return <span>{children(useEntry(type, entry.id)?.name)}</span>;
}

function PersonName({
  id,
  children,
}: {
  readonly id: string;
  readonly children: (name?: string) => string;
}): ReactNode {
  const { data } = useQuery(editorsQuery());
  return <span>{children(data?.find((editor) => editor.id === id)?.name)}</span>;
}
