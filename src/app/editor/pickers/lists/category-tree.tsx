import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { formatNumber } from '#values/number-format.ts';
import { ancestorsQuery } from '../../../api/directory-queries.ts';
import { BrowseTree } from '../directory/browse-tree.tsx';
import type { PickerSelection } from './picking.ts';

const ROOTS = [{ type: 'CATEGORY', id: null, concept: null }] as const;
const TYPES = ['CATEGORY'] as const;

/** The tree of categories. Selecting one does not select its descendants, because the API stores ids only. */
export function CategoryTree({ selection: { many, ids, chosen, toggle } }: { readonly selection: PickerSelection }) {
  const ancestors = useQuery(ancestorsQuery('CATEGORY', ids));
  const ancestorIds = useMemo(() => new Set(ancestors.data?.map((entry) => entry.id)), [ancestors.data]);
  return (
    <BrowseTree
      many={many}
      label={`Tree of ${many}`}
      searchLabel={`Search ${many} by name or id`}
      roots={ROOTS}
      searchedTypes={TYPES}
      itemsOf={() => ({
        stateOf: ({ entry: { id } }) =>
          chosen.has(id)
            ? { status: 'chosen', note: '' }
            : { status: 'free', note: ancestorIds.has(id) ? 'some below chosen' : '' },
        detailsOf: ({ within }) => (within === null ? '' : `${formatNumber(within)} ${within === 1 ? 'SKU' : 'SKUs'}`),
        onToggle: (entry) => toggle(entry.id, entry),
      })}
      hint="Choosing a category does not include those below it."
      whenEmpty="Type an id, or paste a list of ids: they are saved without names."
      unlisted={{
        labelOf: (id) => `${chosen.has(id) ? 'Remove' : 'Add'} ${id}, which is not in the directory`,
        onToggle: (id) => toggle(id, null),
      }}
    />
  );
}
