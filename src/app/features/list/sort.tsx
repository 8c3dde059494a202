import type { ListSort } from '#contract/api.ts';
import { ChevronIcon, SortDownIcon, SortUpIcon } from '../../ui/icons.tsx';
import css from './series-list.module.css';

type SortKey = 'name' | 'lastModified' | 'validTill';

const WORDS: Readonly<Record<ListSort, string>> = {
  '-lastModified': 'Last changed first',
  lastModified: 'Longest unchanged first',
  name: 'Name, A to Z',
  '-name': 'Name, Z to A',
  validTill: 'Ends first',
  '-validTill': 'Ends last',
};

interface SortProps {
  readonly sort: ListSort;
  readonly onSort: (sort: ListSort) => void;
}

interface SortHeaderProps extends SortProps {
  readonly by: SortKey;
  /** The order of the first press. */
  readonly first: ListSort;
  readonly className?: string | undefined;
  readonly children: string;
}

/** A column's heading that sorts by it; pressed again it turns the order round. */
export function SortHeader({ by, first, sort, onSort, className, children }: SortHeaderProps) {
  const order = sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : undefined;
  return (
    <div role="columnheader" aria-sort={order ?? 'none'} className={className}>
      <button
        type="button"
        className={css.sort}
        data-order={order}
        onClick={() => onSort(order === undefined ? first : order === 'ascending' ? `-${by}` : by)}
      >
        <span>{children}</span>
        {order === 'descending' ? (
          <SortDownIcon size={13} strokeWidth={2.25} />
        ) : (
          <SortUpIcon size={13} strokeWidth={2.25} />
        )}
      </button>
    </div>
  );
}

/** The same choices where the headings are not shown. */
export function SortSelect({ sort, onSort }: SortProps) {
  return (
    <span className={css.sortSelect}>
      <select
        aria-label="Order of the list"
        value={sort}
        onChange={(event) => onSort(event.currentTarget.value as ListSort)}
      >
        {Object.entries(WORDS).map(([value, word]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
      <ChevronIcon size={16} />
    </span>
  );
}
