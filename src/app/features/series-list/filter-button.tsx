import { Button } from '@mantine/core';
import { Suspense, useState } from 'react';
import { FILTER_KEYS, type ListFilters } from '#contract/list-filters.ts';
import type { Settings } from '#contract/settings-endpoints.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';
import { FILTERS_BUTTON } from './filter-button-id.ts';

const FiltersDialog = lazyPart(
  () => import('./filters-dialog.tsx'),
  (module) => module.FiltersDialog,
);

interface FilterButtonProps {
  readonly filters: ListFilters;
  readonly settings: Settings | undefined;
  readonly now: number;
  readonly onFilters: (filters: ListFilters) => void;
}

/** Opens the filters. */
export function FilterButton({ settings, ...props }: FilterButtonProps) {
  const [open, setOpen] = useState(false);
  const count = FILTER_KEYS.filter((key) => props.filters[key] !== undefined).length;
  return (
    <>
      <Button
        id={FILTERS_BUTTON}
        variant="default"
        aria-haspopup="dialog"
        onPointerEnter={FiltersDialog.prefetch}
        onFocus={FiltersDialog.prefetch}
        onClick={() => setOpen(true)}
      >
        {count === 0 ? 'Filters' : `Filters (${count})`}
      </Button>
      {open && settings && (
        <Suspense>
          <FiltersDialog {...props} settings={settings} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
